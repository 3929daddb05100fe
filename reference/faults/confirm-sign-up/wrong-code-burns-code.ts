import type { ConfirmSignUpRequest, ConfirmSignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { named, onRefusal } from "../wrap.ts"

export const wrongCodeBurnsCode: Fault = {
  name: "wrong-code-burns-code",
  says: "One wrong code makes the right one worthless.",
  breaks: ["idp.confirm-sign-up/code-survives-mismatch"],
  apply({ idp }) {
    onRefusal<ConfirmSignUpRequest, ConfirmSignUpResponse>(
      idp,
      "ConfirmSignUp",
      "CodeMismatchException",
      (input, context) => {
        named(context, input).user?.codes.delete("sign-up")
        fail("CodeMismatchException", "Invalid verification code provided, please try again.")
      },
    )
  },
}
