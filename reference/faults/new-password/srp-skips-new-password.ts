import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { withMembers, wrap } from "../wrap.ts"

export const srpSkipsNewPassword: Fault = {
  name: "srp-skips-new-password",
  says: "Whoever proves a temporary password by SRP is signed in.",
  breaks: ["idp.new-password/challenge-by-srp"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      (call, input, context) => {
        const user = attemptOf(context, input)?.user
        if (input.ChallengeName !== "PASSWORD_VERIFIER" || !user) return call()
        return withMembers(user, { status: "CONFIRMED" }, call)
      },
    )
  },
}
