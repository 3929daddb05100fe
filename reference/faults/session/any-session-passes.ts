import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { attemptOf, findSession } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const anySessionPasses: Fault = {
  name: "any-session-passes",
  says: "For a session that was never issued, the user's own is taken.",
  breaks: ["idp.session/garbage"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      (call, input, context) => {
        const attempt = attemptOf(context, input)
        if (!attempt || input.Session === undefined || findSession(context, input.Session)) return call()
        const own = [...attempt.pool.sessions].find(([, { user, used }]) => user === attempt.user && !used)
        return call({ ...input, ...(own && { Session: own[0] }) })
      },
    )
  },
}
