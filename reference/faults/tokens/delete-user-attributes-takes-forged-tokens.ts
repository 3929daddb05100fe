import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const deleteUserAttributesTakesForgedTokens: Fault = {
  name: "delete-user-attributes-takes-forged-tokens",
  says: "DeleteUserAttributes does not look at the signature of an access token.",
  breaks: ["tokens.operations/delete-user-attributes"],
  apply({ idp }) {
    changePolicies(idp, "DeleteUserAttributes", () => ({ accessTokenSignatureHolds: () => true }))
  },
}
