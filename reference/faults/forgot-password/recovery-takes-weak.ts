import type {
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { setPassword } from "../../userpool/passwords.ts"
import type { Fault } from "../fault.ts"
import { named, onRefusal } from "../wrap.ts"

export const recoveryTakesWeak: Fault = {
  name: "recovery-takes-weak",
  says: "ConfirmForgotPassword does not apply the password policy.",
  breaks: ["idp.forgot-password/weak-password"],
  apply({ idp }) {
    onRefusal<ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse>(
      idp,
      "ConfirmForgotPassword",
      "InvalidPasswordException",
      (input, context) => {
        const { pool, user } = named(context, input)
        if (user) setPassword(context, pool, user, input.Password)
        return {}
      },
    )
  },
}
