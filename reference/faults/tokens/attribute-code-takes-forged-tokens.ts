import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const attributeCodeTakesForgedTokens: Fault = {
  name: "attribute-code-takes-forged-tokens",
  says: "GetUserAttributeVerificationCode does not look at the signature of an access token.",
  breaks: ["tokens.operations/attribute-code"],
  apply({ idp }) {
    changePolicies(idp, "GetUserAttributeVerificationCode", () => ({ accessTokenSignatureHolds: () => true }))
  },
}
