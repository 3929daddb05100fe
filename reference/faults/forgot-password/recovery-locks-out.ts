import type {
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer, named } from "../wrap.ts"

export const recoveryLocksOut: Fault = {
  name: "recovery-locks-out",
  says: "ConfirmForgotPassword takes the old password away and stores none in its place.",
  breaks: ["idp.forgot-password/new-password", "idp.forgot-password/code-lifetime"],
  apply({ idp }) {
    changeAnswer<ConfirmForgotPasswordResponse, ConfirmForgotPasswordRequest>(
      idp,
      "ConfirmForgotPassword",
      (answer, input, context) => {
        const { user } = named(context, input)
        if (user) user.password = undefined
        return answer
      },
    )
  },
}
