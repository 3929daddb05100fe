import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const signUpMaskLeaks: Fault = {
  name: "sign-up-mask-leaks",
  says: "The destination that SignUp shows has the whole domain.",
  breaks: ["idp.sign-up/masked-destination"],
  apply({ idp }) {
    changeAnswer<SignUpResponse, SignUpRequest>(
      idp,
      "SignUp",
      ({ CodeDeliveryDetails, ...answer }, input) => {
        const email = input.UserAttributes?.find(({ Name }) => Name === "email")?.Value
        if (!CodeDeliveryDetails || !email)
          return { ...answer, ...(CodeDeliveryDetails && { CodeDeliveryDetails }) }
        const Destination = email.replace(/^(.).*@/, "$1***@")
        return { ...answer, CodeDeliveryDetails: { ...CodeDeliveryDetails, Destination } }
      },
    )
  },
}
