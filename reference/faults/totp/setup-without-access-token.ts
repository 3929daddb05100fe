import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const setupWithoutAccessToken: Fault = {
  name: "setup-without-access-token",
  says: "The answer to MFA_SETUP gives no access token.",
  breaks: ["idp.totp/required-setup-completes"],
  apply({ idp }) {
    changeAnswer<RespondToAuthChallengeResponse, RespondToAuthChallengeRequest>(
      idp,
      "RespondToAuthChallenge",
      ({ AuthenticationResult, ...answer }, { ChallengeName }) => {
        if (!AuthenticationResult) return answer
        const { AccessToken, ...tokens } = AuthenticationResult
        return {
          ...answer,
          AuthenticationResult: ChallengeName === "MFA_SETUP" ? tokens : AuthenticationResult,
        }
      },
    )
  },
}
