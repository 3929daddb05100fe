import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const newPasswordGivesNoTokens: Fault = {
  name: "new-password-gives-no-tokens",
  says: "The answer to NEW_PASSWORD_REQUIRED is taken and gives no refresh token.",
  breaks: ["idp.new-password/completes"],
  apply({ idp }) {
    changeAnswer<RespondToAuthChallengeResponse, RespondToAuthChallengeRequest>(
      idp,
      "RespondToAuthChallenge",
      ({ AuthenticationResult, ...answer }, { ChallengeName }) => {
        if (!AuthenticationResult) return answer
        const { RefreshToken, ...tokens } = AuthenticationResult
        const isNew = ChallengeName === "NEW_PASSWORD_REQUIRED"
        return { ...answer, AuthenticationResult: isNew ? tokens : AuthenticationResult }
      },
    )
  },
}
