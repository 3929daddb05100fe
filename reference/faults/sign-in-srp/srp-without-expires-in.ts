import type { Fault } from "../fault.ts"
import { dropToken } from "../sign-ins.ts"

export const srpWithoutExpiresIn: Fault = {
  name: "srp-without-expires-in",
  says: "A proven password's tokens come without ExpiresIn.",
  breaks: ["idp.sign-in-srp/completed-shape"],
  apply({ idp }) {
    dropToken(idp, "PASSWORD_VERIFIER", "ExpiresIn")
  },
}
