import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../../userpool/auth/complete.ts"
import { passwordIs } from "../../userpool/passwords.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const unconfirmedUserSignsIn: Fault = {
  name: "unconfirmed-user-signs-in",
  says: "An unconfirmed user with the right password is signed in.",
  breaks: ["idp.sign-in-password/unconfirmed-user", "idp.user-lifecycle/sign-in"],
  apply({ idp }) {
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "UserNotConfirmedException",
      (input, context, call) => {
        const attempt = attemptOf(context, input)!
        const isRight = passwordIs(attempt.pool, attempt.user, input.AuthParameters?.PASSWORD ?? "")
        return isRight ? complete(attempt) : call()
      },
    )
  },
}
