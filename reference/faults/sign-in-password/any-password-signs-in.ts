import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../../userpool/auth/complete.ts"
import { passwordIs } from "../../userpool/passwords.ts"
import { hasTrigger } from "../../userpool/triggers.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const anyPasswordSignsIn: Fault = {
  name: "any-password-signs-in",
  says: "Where no PostAuthentication function looks on, USER_PASSWORD_AUTH takes every password for right.",
  breaks: [
    "idp.sign-in-password/wrong-password",
    "idp.sign-in-password/hidden-same-answer",
    "idp.totp/wrong-password-first",
    "idp.change-password/old-password-ends",
    "idp.forgot-password/old-password-ends",
    "idp.new-password/temporary-password-ends",
  ],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const attempt = attemptOf(context, input)
      const { PASSWORD } = input.AuthParameters ?? {}
      if (attempt?.user.status !== "CONFIRMED" || !attempt.user.enabled || PASSWORD === undefined)
        return call()
      if (hasTrigger(attempt.pool, "PostAuthentication")) return call()
      return passwordIs(attempt.pool, attempt.user, PASSWORD) ? call() : complete(attempt)
    })
  },
}
