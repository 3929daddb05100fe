import type { ForgotPasswordRequest, ForgotPasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer, named } from "../wrap.ts"

export const recoveryDestinationUnmasked: Fault = {
  name: "recovery-destination-unmasked",
  says: "ForgotPassword shows the whole address that the code went to.",
  breaks: ["idp.forgot-password/masked-destination"],
  apply({ idp }) {
    changeAnswer<ForgotPasswordResponse, ForgotPasswordRequest>(
      idp,
      "ForgotPassword",
      (answer, input, context) => {
        const email = named(context, input).user?.attributes.get("email")
        return email ? { CodeDeliveryDetails: { ...answer.CodeDeliveryDetails, Destination: email } } : answer
      },
    )
  },
}
