import type {
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse,
  ForgotPasswordRequest,
  ForgotPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer, named, onRefusal } from "../wrap.ts"

export const unaskedCodeMismatches: Fault = {
  name: "unasked-code-mismatches",
  says: "A code for a user who was never sent one is refused as a wrong one.",
  breaks: ["idp.forgot-password/without-request"],
  apply({ idp }) {
    const asked = new WeakSet<User>()
    changeAnswer<ForgotPasswordResponse, ForgotPasswordRequest>(
      idp,
      "ForgotPassword",
      (answer, input, context) => {
        const { user } = named(context, input)
        if (user) asked.add(user)
        return answer
      },
    )
    onRefusal<ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse>(
      idp,
      "ConfirmForgotPassword",
      "ExpiredCodeException",
      (input, context, call) => {
        const { user } = named(context, input)
        return user && asked.has(user)
          ? call()
          : fail("CodeMismatchException", "Invalid verification code provided, please try again.")
      },
    )
  },
}
