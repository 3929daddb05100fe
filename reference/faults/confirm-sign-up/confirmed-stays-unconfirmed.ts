import type { Fault } from "../fault.ts"
import { changeConfirmed } from "./confirmed-users.ts"

export const confirmedStaysUnconfirmed: Fault = {
  name: "confirmed-stays-unconfirmed",
  says: "Whoever confirmed with a code is shown as UNCONFIRMED all the same.",
  breaks: ["idp.confirm-sign-up/confirms", "idp.confirm-sign-up/code-lifetime"],
  apply({ idp }) {
    changeConfirmed(idp, (shown) => ({ ...shown, UserStatus: "UNCONFIRMED" }))
  },
}
