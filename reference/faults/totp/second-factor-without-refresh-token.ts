import type { Fault } from "../fault.ts"
import { dropToken } from "../sign-ins.ts"

export const secondFactorWithoutRefreshToken: Fault = {
  name: "second-factor-without-refresh-token",
  says: "A second factor's code gives no refresh token.",
  breaks: ["idp.totp/right-code"],
  apply({ idp }) {
    dropToken(idp, "SOFTWARE_TOKEN_MFA", "RefreshToken")
  },
}
