import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { challengeNewPassword } from "../../userpool/auth/new-password.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const anyTemporaryPassword: Fault = {
  name: "any-temporary-password",
  says: "Any password gets a user with a temporary one to NEW_PASSWORD_REQUIRED.",
  breaks: ["idp.new-password/wrong-temporary-password"],
  apply({ idp }) {
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "NotAuthorizedException",
      (input, context, call) => {
        const attempt = attemptOf(context, input)
        const hasExpired = Number(attempt?.user.temporaryPasswordExpires) <= context.now(attempt?.pool)
        if (attempt?.user.status !== "FORCE_CHANGE_PASSWORD" || !attempt.user.enabled || hasExpired)
          return call()
        return challengeNewPassword(attempt)
      },
    )
  },
}
