import type { Fault } from "../fault.ts"
import { takeRevoked } from "../sign-ins.ts"

export const updateUserAttributesTakesRevokedTokens: Fault = {
  name: "update-user-attributes-takes-revoked-tokens",
  says: "UpdateUserAttributes takes access tokens that were revoked.",
  breaks: ["tokens.revoked/update-user-attributes"],
  apply({ idp }) {
    takeRevoked(idp, "UpdateUserAttributes")
  },
}
