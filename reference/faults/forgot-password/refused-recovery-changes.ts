import type {
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import { setPassword } from "../../userpool/passwords.ts"
import type { Fault } from "../fault.ts"
import { named, onRefusal } from "../wrap.ts"

export const refusedRecoveryChanges: Fault = {
  name: "refused-recovery-changes",
  says: "ConfirmForgotPassword refuses a wrong code, but has changed the password by then.",
  breaks: ["idp.forgot-password/no-side-effect"],
  apply({ idp }) {
    onRefusal<ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse>(
      idp,
      "ConfirmForgotPassword",
      "CodeMismatchException",
      (input, context) => {
        const { pool, user } = named(context, input)
        if (user) setPassword(context, pool, user, input.Password)
        fail("CodeMismatchException", "Invalid verification code provided, please try again.")
      },
    )
  },
}
