import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { withMembers, wrap } from "../wrap.ts"

export const totpWorksAgain: Fault = {
  name: "totp-works-again",
  says: "A code of an authenticator works as long as it is shown.",
  breaks: ["idp.totp/replayed-code"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      (call, input, context) => {
        const user = attemptOf(context, input)?.user
        return user ? withMembers(user.mfa, { usedTotpSteps: [] }, call) : call()
      },
    )
  },
}
