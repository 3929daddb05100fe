import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const newPasswordLeavesUnknown: Fault = {
  name: "new-password-leaves-unknown",
  says: "A user who answered NEW_PASSWORD_REQUIRED is in status UNKNOWN.",
  breaks: ["idp.new-password/status-confirmed"],
  apply({ idp }) {
    changeAnswer<RespondToAuthChallengeResponse, RespondToAuthChallengeRequest>(
      idp,
      "RespondToAuthChallenge",
      (answer, input, context) => {
        if (input.ChallengeName === "NEW_PASSWORD_REQUIRED")
          attemptOf(context, input)!.user.status = "UNKNOWN"
        return answer
      },
    )
  },
}
