import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { passwordIs } from "../../userpool/passwords.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const samePasswordDoesNotCount: Fault = {
  name: "same-password-does-not-count",
  says: "A user who answers NEW_PASSWORD_REQUIRED with the temporary password must change it again.",
  breaks: ["idp.new-password/same-password"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      async (call, input, context) => {
        const attempt = attemptOf(context, input)
        const password = input.ChallengeResponses?.NEW_PASSWORD
        const isSame = attempt && password !== undefined && passwordIs(attempt.pool, attempt.user, password)
        const answer = await call()
        if (isSame) attempt.user.status = "FORCE_CHANGE_PASSWORD"
        return answer
      },
    )
  },
}
