import type { ForgotPasswordRequest, ForgotPasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer, named } from "../wrap.ts"

export const recoveryMediumSms: Fault = {
  name: "recovery-medium-sms",
  says: "ForgotPassword says that it sent an SMS, whatever it sent.",
  breaks: ["idp.forgot-password/code-delivery"],
  apply({ idp }) {
    changeAnswer<ForgotPasswordResponse, ForgotPasswordRequest>(
      idp,
      "ForgotPassword",
      (answer, input, context) =>
        named(context, input).user
          ? { CodeDeliveryDetails: { ...answer.CodeDeliveryDetails, DeliveryMedium: "SMS" } }
          : answer,
    )
  },
}
