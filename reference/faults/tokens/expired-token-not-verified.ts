import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const expiredTokenNotVerified: Fault = {
  name: "expired-token-not-verified",
  says: "Of a token that is expired by the machine's clock GetUser looks neither at the expiry nor at the signature.",
  breaks: ["tokens.forged/expired"],
  apply({ idp }) {
    const expired = new WeakSet<object>()
    changePolicies(idp, "GetUser", ({ readAccessToken, accessTokenSignatureHolds }) => ({
      readAccessToken: (token) => {
        const jwt = readAccessToken(token)
        if (!jwt || Number(jwt.payload.exp) * 1000 > Date.now()) return jwt
        const revived = { ...jwt, payload: { ...jwt.payload, exp: Number.MAX_SAFE_INTEGER } }
        expired.add(revived)
        return revived
      },
      accessTokenSignatureHolds: (token, keys) =>
        expired.has(token) || accessTokenSignatureHolds(token, keys),
    }))
  },
}
