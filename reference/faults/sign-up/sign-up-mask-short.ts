import type { Fault } from "../fault.ts"
import { changeDelivery } from "./delivery.ts"

export const signUpMaskShort: Fault = {
  name: "sign-up-mask-short",
  says: "The destination that SignUp shows begins with two letters of the address.",
  breaks: ["idp.sign-up/masked-destination"],
  apply({ idp }) {
    changeDelivery(idp, (details, email) => ({
      ...details,
      Destination: email.slice(0, 2) + details.Destination!.slice(1),
    }))
  },
}
