import type { Fault } from "../fault.ts"
import { takeRevoked } from "../sign-ins.ts"

export const changePasswordTakesRevokedTokens: Fault = {
  name: "change-password-takes-revoked-tokens",
  says: "ChangePassword takes access tokens that were revoked.",
  breaks: ["tokens.revoked/change-password"],
  apply({ idp }) {
    takeRevoked(idp, "ChangePassword")
  },
}
