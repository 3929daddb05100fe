import type {
  InitiateAuthRequest,
  InitiateAuthResponse,
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { StoredPassword } from "../../crypto/password.ts"
import { complete } from "../../userpool/auth/complete.ts"
import { passwordIs } from "../../userpool/passwords.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal, wrap } from "../wrap.ts"

export const temporaryPasswordLivesOn: Fault = {
  name: "temporary-password-lives-on",
  says: "A temporary password signs in after it was replaced.",
  breaks: ["idp.new-password/temporary-password-ends"],
  apply({ idp }) {
    const temporary = new WeakMap<User, StoredPassword>()
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      (call, input, context) => {
        const user = attemptOf(context, input)?.user
        if (input.ChallengeName === "NEW_PASSWORD_REQUIRED" && user?.password)
          temporary.set(user, user.password)
        return call()
      },
    )
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "NotAuthorizedException",
      (input, context, call) => {
        const attempt = attemptOf(context, input)
        const password = attempt && temporary.get(attempt.user)
        if (!password) return call()
        const isTemporary = passwordIs(
          attempt.pool,
          { ...attempt.user, password },
          input.AuthParameters?.PASSWORD ?? "",
        )
        return isTemporary ? complete(attempt) : call()
      },
    )
  },
}
