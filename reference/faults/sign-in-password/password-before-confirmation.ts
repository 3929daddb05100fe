import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { notAuthorized } from "../../errors.ts"
import { passwordIs } from "../../userpool/passwords.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const passwordBeforeConfirmation: Fault = {
  name: "password-before-confirmation",
  says: "The password of an unconfirmed user is judged first.",
  breaks: ["idp.sign-in-password/unconfirmed-before-password"],
  apply({ idp }) {
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "UserNotConfirmedException",
      (input, context, call) => {
        const { pool, user } = attemptOf(context, input)!
        const { PASSWORD } = input.AuthParameters ?? {}
        if (PASSWORD === undefined || passwordIs(pool, user, PASSWORD)) return call()
        return notAuthorized("Incorrect username or password.")
      },
    )
  },
}
