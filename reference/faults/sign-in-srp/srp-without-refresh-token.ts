import type { Fault } from "../fault.ts"
import { dropToken } from "../sign-ins.ts"

export const srpWithoutRefreshToken: Fault = {
  name: "srp-without-refresh-token",
  says: "A proven password gives no refresh token.",
  breaks: ["idp.sign-in-srp/tokens"],
  apply({ idp }) {
    dropToken(idp, "PASSWORD_VERIFIER", "RefreshToken")
  },
}
