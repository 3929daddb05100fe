import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const srpWithoutExpiresIn: Fault = {
  name: "srp-without-expires-in",
  says: "A proven password's tokens come without ExpiresIn.",
  breaks: ["idp.sign-in-srp/completed-shape"],
  apply({ idp }) {
    changeAnswer<RespondToAuthChallengeResponse, RespondToAuthChallengeRequest>(
      idp,
      "RespondToAuthChallenge",
      ({ AuthenticationResult, ...answer }, { ChallengeName }) => {
        if (!AuthenticationResult) return answer
        const { ExpiresIn, ...tokens } = AuthenticationResult
        return {
          ...answer,
          AuthenticationResult: ChallengeName === "PASSWORD_VERIFIER" ? tokens : AuthenticationResult,
        }
      },
    )
  },
}
