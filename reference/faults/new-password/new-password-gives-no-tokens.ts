import type { Fault } from "../fault.ts"
import { dropToken } from "../sign-ins.ts"

export const newPasswordGivesNoTokens: Fault = {
  name: "new-password-gives-no-tokens",
  says: "The answer to NEW_PASSWORD_REQUIRED is taken and gives no refresh token.",
  breaks: ["idp.new-password/completes"],
  apply({ idp }) {
    dropToken(idp, "NEW_PASSWORD_REQUIRED", "RefreshToken")
  },
}
