import type { ConfirmSignUpRequest, ConfirmSignUpResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "./fault.ts"
import { named, wrap } from "./wrap.ts"

export const anyCodeConfirms: Fault = {
  name: "any-code-confirms",
  says: "Every code is taken for the one that was sent at sign-up.",
  breaks: ["idp.confirm-sign-up/code-mismatch"],
  apply({ idp }) {
    wrap<ConfirmSignUpRequest, ConfirmSignUpResponse>(idp, "ConfirmSignUp", (call, input, context) => {
      const code = named(context, input).user?.codes.get("sign-up")
      return call({ ...input, ConfirmationCode: code?.value ?? input.ConfirmationCode })
    })
  },
}
