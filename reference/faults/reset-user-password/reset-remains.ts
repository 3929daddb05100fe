import type {
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const resetRemains: Fault = {
  name: "reset-remains",
  says: "A user whose password was reset stays in RESET_REQUIRED once a new one is set by code.",
  breaks: ["idp.reset-user-password/code-works"],
  apply({ idp }) {
    wrap<ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse>(
      idp,
      "ConfirmForgotPassword",
      async (call, input, context) => {
        const { user } = named(context, input)
        const status = user?.status
        const answer = await call()
        if (user && status === "RESET_REQUIRED") user.status = status
        return answer
      },
    )
  },
}
