import type { SignUpRequest, SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const signUpMaskShort: Fault = {
  name: "sign-up-mask-short",
  says: "The destination that SignUp shows begins with two letters of the address.",
  breaks: ["idp.sign-up/masked-destination"],
  apply({ idp }) {
    changeAnswer<SignUpResponse, SignUpRequest>(
      idp,
      "SignUp",
      ({ CodeDeliveryDetails, ...answer }, input) => {
        const email = input.UserAttributes?.find(({ Name }) => Name === "email")?.Value
        if (!CodeDeliveryDetails || !email)
          return { ...answer, ...(CodeDeliveryDetails && { CodeDeliveryDetails }) }
        const Destination = email.slice(0, 2) + CodeDeliveryDetails.Destination!.slice(1)
        return { ...answer, CodeDeliveryDetails: { ...CodeDeliveryDetails, Destination } }
      },
    )
  },
}
