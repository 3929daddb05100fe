import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const longTokenNotVerified: Fault = {
  name: "long-token-not-verified",
  says: "GetUser does not look at the signature of a token of more than 64 KiB.",
  breaks: ["tokens.forged/oversized"],
  apply({ idp }) {
    changePolicies(idp, "GetUser", ({ accessTokenSignatureHolds }) => ({
      accessTokenSignatureHolds: (token, keys) =>
        token.signed.length > 65_536 || accessTokenSignatureHolds(token, keys),
    }))
  },
}
