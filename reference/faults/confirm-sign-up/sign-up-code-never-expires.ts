import type { ConfirmSignUpRequest, ConfirmSignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { named, wrap } from "../wrap.ts"

export const signUpCodeNeverExpires: Fault = {
  name: "sign-up-code-never-expires",
  says: "A sign-up code works for ever.",
  breaks: ["idp.confirm-sign-up/code-expires"],
  apply({ idp }) {
    wrap<ConfirmSignUpRequest, ConfirmSignUpResponse>(idp, "ConfirmSignUp", (call, input, context) => {
      const { user } = named(context, input)
      const code = user?.codes.get("sign-up")
      if (code) user?.codes.set("sign-up", { ...code, expires: Number.POSITIVE_INFINITY })
      return call()
    })
  },
}
