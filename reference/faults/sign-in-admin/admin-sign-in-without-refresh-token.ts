import type { Fault } from "../fault.ts"
import { changeTokens } from "../sign-ins.ts"

export const adminSignInWithoutRefreshToken: Fault = {
  name: "admin-sign-in-without-refresh-token",
  says: "AdminInitiateAuth gives no refresh token.",
  breaks: ["idp.sign-in-admin/tokens"],
  apply({ idp }) {
    changeTokens(idp, "AdminInitiateAuth", ({ RefreshToken, ...tokens }) => tokens)
  },
}
