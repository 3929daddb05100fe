import type { ForgotPasswordRequest, ForgotPasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer, named } from "../wrap.ts"

export const recoveryCodeLastsMinutes: Fault = {
  name: "recovery-code-lasts-minutes",
  says: "A recovery code works for a quarter of an hour.",
  breaks: ["idp.forgot-password/code-lifetime"],
  apply({ idp }) {
    changeAnswer<ForgotPasswordResponse, ForgotPasswordRequest>(
      idp,
      "ForgotPassword",
      (answer, input, context) => {
        const { user } = named(context, input)
        const code = user?.codes.get("recovery")
        if (user && code) user.codes.set("recovery", { ...code, expires: code.expires - 45 * 60_000 })
        return answer
      },
    )
  },
}
