import type { SignUpRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer, named } from "../wrap.ts"

export const signUpCodeLastsAnHour: Fault = {
  name: "sign-up-code-lasts-an-hour",
  says: "A sign-up code works for an hour, as a recovery code does.",
  breaks: ["idp.confirm-sign-up/code-lifetime"],
  apply({ idp }) {
    for (const name of ["SignUp", "ResendConfirmationCode"]) {
      changeAnswer<object, SignUpRequest>(idp, name, (answer, input, context) => {
        const { user } = named(context, input)
        const code = user?.codes.get("sign-up")
        if (code) user?.codes.set("sign-up", { ...code, expires: code.expires - 23 * 3_600_000 })
        return answer
      })
    }
  },
}
