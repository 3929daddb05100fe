import type { Fault } from "../fault.ts"
import { takeRevoked } from "../sign-ins.ts"

export const attributeCodeTakesRevokedTokens: Fault = {
  name: "attribute-code-takes-revoked-tokens",
  says: "GetUserAttributeVerificationCode takes access tokens that were revoked.",
  breaks: ["tokens.revoked/attribute-code"],
  apply({ idp }) {
    takeRevoked(idp, "GetUserAttributeVerificationCode")
  },
}
