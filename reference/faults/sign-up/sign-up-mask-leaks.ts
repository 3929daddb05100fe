import type { Fault } from "../fault.ts"
import { changeDelivery } from "./delivery.ts"

export const signUpMaskLeaks: Fault = {
  name: "sign-up-mask-leaks",
  says: "The destination that SignUp shows has the whole domain.",
  breaks: ["idp.sign-up/masked-destination"],
  apply({ idp }) {
    changeDelivery(idp, (details, email) => ({ ...details, Destination: email.replace(/^(.).*@/, "$1***@") }))
  },
}
