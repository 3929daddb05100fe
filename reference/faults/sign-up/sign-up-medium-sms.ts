import type { SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const signUpMediumSms: Fault = {
  name: "sign-up-medium-sms",
  says: "SignUp says that it sent an SMS, whatever it sent.",
  breaks: ["idp.sign-up/code-delivery"],
  apply({ idp }) {
    changeAnswer<SignUpResponse>(idp, "SignUp", ({ CodeDeliveryDetails, ...answer }) =>
      CodeDeliveryDetails
        ? { ...answer, CodeDeliveryDetails: { ...CodeDeliveryDetails, DeliveryMedium: "SMS" } }
        : answer,
    )
  },
}
