import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const signatureUnchecked: Fault = {
  name: "signature-unchecked",
  says: "Some operations do not look at the signature of an access token.",
  breaks: [
    "tokens.forged/stranger-key",
    "tokens.forged/flipped-signature",
    "tokens.forged/flipped-payload",
    "tokens.forged/change-password",
    "tokens.forged/update-attributes",
    "tokens.forged/duplicate-members",
    "tokens.forged/embedded-key",
    "tokens.forged/far-future",
    "tokens.forged/flipped-header",
    "tokens.forged/not-yet-valid",
    "tokens.forged/oversized",
    "tokens.forged/spliced",
  ],
  apply({ idp }) {
    for (const operation of ["GetUser", "ChangePassword", "UpdateUserAttributes"])
      changePolicies(idp, operation, () => ({
        accessTokenSignatureHolds: ({ header }, keys) =>
          header.alg === "RS256" && keys.some(({ kid }) => kid === header.kid),
      }))
  },
}
