import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const srpWithoutRefreshToken: Fault = {
  name: "srp-without-refresh-token",
  says: "A proven password gives no refresh token.",
  breaks: ["idp.sign-in-srp/tokens"],
  apply({ idp }) {
    changeAnswer<RespondToAuthChallengeResponse, RespondToAuthChallengeRequest>(
      idp,
      "RespondToAuthChallenge",
      ({ AuthenticationResult, ...answer }, { ChallengeName }) => {
        if (!AuthenticationResult) return answer
        const { RefreshToken, ...tokens } = AuthenticationResult
        return {
          ...answer,
          AuthenticationResult: ChallengeName === "PASSWORD_VERIFIER" ? tokens : AuthenticationResult,
        }
      },
    )
  },
}
