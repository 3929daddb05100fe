import type { SignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const signUpSaysConfirmed: Fault = {
  name: "sign-up-says-confirmed",
  says: "SignUp answers that a user to whom it sent a code is confirmed.",
  breaks: ["idp.sign-up/creates-unconfirmed-user"],
  apply({ idp }) {
    changeAnswer<SignUpResponse>(idp, "SignUp", (answer) => ({
      ...answer,
      UserConfirmed: answer.CodeDeliveryDetails ? true : answer.UserConfirmed,
    }))
  },
}
