import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../../userpool/auth/complete.ts"
import { passwordIs } from "../../userpool/passwords.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const disabledUserSignsIn: Fault = {
  name: "disabled-user-signs-in",
  says: "A disabled user with the right password is signed in.",
  breaks: ["idp.sign-in-password/disabled-user", "idp.user-lifecycle/sign-in"],
  apply({ idp }) {
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "NotAuthorizedException",
      (input, context, call) => {
        const attempt = attemptOf(context, input)
        const { PASSWORD } = input.AuthParameters ?? {}
        if (!attempt || attempt.user.enabled || PASSWORD === undefined) return call()
        return passwordIs(attempt.pool, attempt.user, PASSWORD) ? complete(attempt) : call()
      },
    )
  },
}
