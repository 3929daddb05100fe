import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const farFutureNotVerified: Fault = {
  name: "far-future-not-verified",
  says: "GetUser does not look at the signature of a token that lives for ever.",
  breaks: ["tokens.forged/far-future"],
  apply({ idp }) {
    changePolicies(idp, "GetUser", ({ accessTokenSignatureHolds }) => ({
      accessTokenSignatureHolds: (token, keys) =>
        Number(token.payload.exp) > 4_102_444_800 || accessTokenSignatureHolds(token, keys),
    }))
  },
}
