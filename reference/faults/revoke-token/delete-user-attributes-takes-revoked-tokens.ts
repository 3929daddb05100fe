import type { Fault } from "../fault.ts"
import { takeRevoked } from "../sign-ins.ts"

export const deleteUserAttributesTakesRevokedTokens: Fault = {
  name: "delete-user-attributes-takes-revoked-tokens",
  says: "DeleteUserAttributes takes access tokens that were revoked.",
  breaks: ["tokens.revoked/delete-user-attributes"],
  apply({ idp }) {
    takeRevoked(idp, "DeleteUserAttributes")
  },
}
