import type { Fault } from "../fault.ts"

export const signatureUnchecked: Fault = {
  name: "signature-unchecked",
  says: "The signature of an access token is not looked at.",
  breaks: [
    "tokens.forged/stranger-key",
    "tokens.forged/flipped-signature",
    "tokens.forged/flipped-payload",
    "tokens.forged/change-password",
    "tokens.forged/update-attributes",
  ],
  apply({ policies }) {
    policies.accessTokenSignatureHolds = ({ header }, keys) =>
      header.alg === "RS256" && keys.some(({ kid }) => kid === header.kid)
  },
}
