import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { challengeSecondFactor } from "../../userpool/auth/mfa.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const factorBeforePassword: Fault = {
  name: "factor-before-password",
  says: "A user with a second factor is asked for it, whatever the password was.",
  breaks: ["idp.totp/wrong-password-first"],
  apply({ idp }) {
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "NotAuthorizedException",
      (input, context, call) => {
        const attempt = attemptOf(context, input)
        return attempt?.user.mfa.enabled.size ? challengeSecondFactor(attempt) : call()
      },
    )
  },
}
