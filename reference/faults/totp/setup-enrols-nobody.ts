import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const setupEnrolsNobody: Fault = {
  name: "setup-enrols-nobody",
  says: "A factor that was set up by MFA_SETUP counts for that sign-in alone.",
  breaks: ["idp.totp/required-setup-enrols"],
  apply({ idp }) {
    changeAnswer<RespondToAuthChallengeResponse, RespondToAuthChallengeRequest>(
      idp,
      "RespondToAuthChallenge",
      (answer, input, context) => {
        if (input.ChallengeName === "MFA_SETUP") attemptOf(context, input)!.user.mfa.enabled.clear()
        return answer
      },
    )
  },
}
