import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../../userpool/auth/complete.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const resetPasswordSignsIn: Fault = {
  name: "reset-password-signs-in",
  says: "A password that an administrator reset still signs in.",
  breaks: ["idp.sign-in-password/reset-required", "idp.user-lifecycle/sign-in"],
  apply({ idp }) {
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "PasswordResetRequiredException",
      (input, context) => complete(attemptOf(context, input)!),
    )
  },
}
