import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const verifyAttributeTakesForgedTokens: Fault = {
  name: "verify-attribute-takes-forged-tokens",
  says: "VerifyUserAttribute does not look at the signature of an access token.",
  breaks: ["tokens.operations/verify-attribute"],
  apply({ idp }) {
    changePolicies(idp, "VerifyUserAttribute", () => ({ accessTokenSignatureHolds: () => true }))
  },
}
