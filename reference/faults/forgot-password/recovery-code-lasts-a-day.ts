import type {
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const recoveryCodeLastsADay: Fault = {
  name: "recovery-code-lasts-a-day",
  says: "A recovery code works for a day, as a sign-up code does.",
  breaks: ["idp.forgot-password/code-expires"],
  apply({ idp }) {
    wrap<ConfirmForgotPasswordRequest, ConfirmForgotPasswordResponse>(
      idp,
      "ConfirmForgotPassword",
      (call, input, context) => {
        const { user } = named(context, input)
        const code = user?.codes.get("recovery")
        if (!user || !code) return call()
        user.codes.set("recovery", { ...code, expires: code.expires + 23 * 3_600_000 })
        return call()
      },
    )
  },
}
