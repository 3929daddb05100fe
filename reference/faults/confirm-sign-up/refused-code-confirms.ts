import type { ConfirmSignUpRequest, ConfirmSignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { named, onRefusal } from "../wrap.ts"

export const refusedCodeConfirms: Fault = {
  name: "refused-code-confirms",
  says: "A wrong code is refused, but has confirmed the user by then.",
  breaks: ["idp.confirm-sign-up/no-side-effect"],
  apply({ idp }) {
    onRefusal<ConfirmSignUpRequest, ConfirmSignUpResponse>(
      idp,
      "ConfirmSignUp",
      "CodeMismatchException",
      (input, context) => {
        const { user } = named(context, input)
        if (user) user.status = "CONFIRMED"
        fail("CodeMismatchException", "Invalid verification code provided, please try again.")
      },
    )
  },
}
