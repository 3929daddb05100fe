import type { Fault } from "../fault.ts"
import { changeConfirmed } from "./confirmed-users.ts"

export const confirmedAddressUnverified: Fault = {
  name: "confirmed-address-unverified",
  says: "An address that was confirmed with a code is shown as not verified.",
  breaks: ["idp.confirm-sign-up/verifies-address"],
  apply({ idp }) {
    changeConfirmed(idp, (shown) => ({
      ...shown,
      UserAttributes: shown.UserAttributes!.map(({ Name, Value }) => ({
        Name,
        Value: Name === "email_verified" ? "false" : Value!,
      })),
    }))
  },
}
