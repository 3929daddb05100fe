import type { RespondToAuthChallengeResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const challengeGivesUnknownRefreshToken: Fault = {
  name: "challenge-gives-unknown-refresh-token",
  says: "The refresh token that the answer to a challenge gives was never written down.",
  breaks: [
    "idp.refresh/after-challenge",
    "tokens.revoked/associate-software-token",
    "tokens.revoked/set-user-mfa-preference",
  ],
  apply({ idp }) {
    changeAnswer<RespondToAuthChallengeResponse>(idp, "RespondToAuthChallenge", (answer, _input, context) => {
      const token = answer.AuthenticationResult?.RefreshToken
      findRefreshToken(context, token)?.pool.refreshTokens.delete(token!)
      return answer
    })
  },
}
