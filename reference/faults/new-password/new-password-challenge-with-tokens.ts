import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../../userpool/auth/complete.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const newPasswordChallengeWithTokens: Fault = {
  name: "new-password-challenge-with-tokens",
  says: "The challenge NEW_PASSWORD_REQUIRED comes with tokens.",
  breaks: [
    "idp.new-password/challenge",
    "idp.user-lifecycle/sign-in",
    "triggers.pre-token-generation/new-password-event",
    "triggers.pre-token-generation/metadata-from-respond",
  ],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", async (call, input, context) => {
      const answer = await call()
      if (answer.ChallengeName !== "NEW_PASSWORD_REQUIRED") return answer
      return { ...(await complete(attemptOf(context, input)!)), ...answer }
    })
  },
}
