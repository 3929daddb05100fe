import type {
  ResendConfirmationCodeRequest,
  ResendConfirmationCodeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer, named } from "../wrap.ts"

export const resendMediumSms: Fault = {
  name: "resend-medium-sms",
  says: "ResendConfirmationCode says that it sent an SMS, whatever it sent.",
  breaks: ["idp.resend-confirmation-code/delivers"],
  apply({ idp }) {
    changeAnswer<ResendConfirmationCodeResponse, ResendConfirmationCodeRequest>(
      idp,
      "ResendConfirmationCode",
      (answer, input, context) =>
        named(context, input).user
          ? { CodeDeliveryDetails: { ...answer.CodeDeliveryDetails, DeliveryMedium: "SMS" } }
          : answer,
    )
  },
}
