import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const tomorrowNotVerified: Fault = {
  name: "tomorrow-not-verified",
  says: "GetUser does not look at the signature of a token that is not valid yet.",
  breaks: ["tokens.forged/not-yet-valid"],
  apply({ idp }) {
    changePolicies(idp, "GetUser", ({ accessTokenSignatureHolds }) => ({
      accessTokenSignatureHolds: (token, keys) =>
        Number(token.payload.nbf) * 1000 > Date.now() || accessTokenSignatureHolds(token, keys),
    }))
  },
}
