import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import { passwordIs } from "../../userpool/passwords.ts"
import { hasTrigger } from "../../userpool/triggers.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const samePasswordRefused: Fault = {
  name: "same-password-refused",
  says: "Where no function sees the tokens, the new password must be another than the temporary one.",
  breaks: ["idp.new-password/same-password", "idp.session/once"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      (call, input, context) => {
        const attempt = attemptOf(context, input)
        const password = input.ChallengeResponses?.NEW_PASSWORD
        if (!attempt || password === undefined || hasTrigger(attempt.pool, "PreTokenGeneration"))
          return call()
        if (!passwordIs(attempt.pool, attempt.user, password)) return call()
        return fail("InvalidPasswordException", "Password must differ from the temporary one")
      },
    )
  },
}
