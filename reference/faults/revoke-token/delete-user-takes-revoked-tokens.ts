import type { Fault } from "../fault.ts"
import { takeRevoked } from "../sign-ins.ts"

export const deleteUserTakesRevokedTokens: Fault = {
  name: "delete-user-takes-revoked-tokens",
  says: "DeleteUser takes access tokens that were revoked.",
  breaks: ["tokens.revoked/delete-user"],
  apply({ idp }) {
    takeRevoked(idp, "DeleteUser")
  },
}
