import type { Fault } from "../fault.ts"
import { changeDelivery } from "./delivery.ts"

export const signUpMediumSms: Fault = {
  name: "sign-up-medium-sms",
  says: "SignUp says that it sent an SMS, whatever it sent.",
  breaks: ["idp.sign-up/code-delivery"],
  apply({ idp }) {
    changeDelivery(idp, (details) => ({ ...details, DeliveryMedium: "SMS" }))
  },
}
