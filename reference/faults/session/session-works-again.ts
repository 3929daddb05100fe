import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findSession } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const sessionWorksAgain: Fault = {
  name: "session-works-again",
  says: "A session that was answered with success works again.",
  breaks: ["idp.session/once"],
  apply({ idp }) {
    changeAnswer<RespondToAuthChallengeResponse, RespondToAuthChallengeRequest>(
      idp,
      "RespondToAuthChallenge",
      (answer, { Session }, context) => {
        const found = findSession(context, Session)
        if (found) found.record.used = false
        return answer
      },
    )
  },
}
