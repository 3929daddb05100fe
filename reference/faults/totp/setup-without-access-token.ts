import type { Fault } from "../fault.ts"
import { dropToken } from "../sign-ins.ts"

export const setupWithoutAccessToken: Fault = {
  name: "setup-without-access-token",
  says: "The answer to MFA_SETUP gives no access token.",
  breaks: ["idp.totp/required-setup-completes"],
  apply({ idp }) {
    dropToken(idp, "MFA_SETUP", "AccessToken")
  },
}
