import type { Fault } from "../fault.ts"

export const expiredTokenNotVerified: Fault = {
  name: "expired-token-not-verified",
  says: "Of an access token that is expired by the machine's clock neither expiry nor signature is looked at.",
  breaks: ["tokens.forged/expired"],
  apply({ policies }) {
    const { readAccessToken, accessTokenSignatureHolds } = policies
    const expired = new WeakSet<object>()
    policies.readAccessToken = (token) => {
      const jwt = readAccessToken(token)
      if (!jwt || Number(jwt.payload.exp) * 1000 > Date.now()) return jwt
      const revived = { ...jwt, payload: { ...jwt.payload, exp: Number.MAX_SAFE_INTEGER } }
      expired.add(revived)
      return revived
    }
    policies.accessTokenSignatureHolds = (token, keys) =>
      expired.has(token) || accessTokenSignatureHolds(token, keys)
  },
}
