import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const secondFactorWithoutRefreshToken: Fault = {
  name: "second-factor-without-refresh-token",
  says: "A second factor's code gives no refresh token.",
  breaks: ["idp.totp/right-code"],
  apply({ idp }) {
    changeAnswer<RespondToAuthChallengeResponse, RespondToAuthChallengeRequest>(
      idp,
      "RespondToAuthChallenge",
      ({ AuthenticationResult, ...answer }, { ChallengeName }) => {
        if (!AuthenticationResult) return answer
        const { RefreshToken, ...tokens } = AuthenticationResult
        const isSecond = ChallengeName === "SOFTWARE_TOKEN_MFA"
        return { ...answer, AuthenticationResult: isSecond ? tokens : AuthenticationResult }
      },
    )
  },
}
