import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findSession } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const sessionOfAnother: Fault = {
  name: "session-of-another",
  says: "USERNAME of a challenge's answer is not compared with the session's user.",
  breaks: ["idp.session/other-user"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      (call, input, context) => {
        const USERNAME = findSession(context, input.Session)?.record.user.username
        return call({
          ...input,
          ChallengeResponses: { ...input.ChallengeResponses, ...(USERNAME && { USERNAME }) },
        })
      },
    )
  },
}
