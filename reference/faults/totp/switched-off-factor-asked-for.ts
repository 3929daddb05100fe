import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { openSession } from "../../userpool/auth/session.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const switchedOffFactorAskedFor: Fault = {
  name: "switched-off-factor-asked-for",
  says: "A factor that was switched off is asked for all the same.",
  breaks: ["idp.totp/switched-off"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", async (call, input, context) => {
      const answer = await call()
      const attempt = attemptOf(context, input)
      if (!answer.AuthenticationResult || !attempt?.user.mfa.totpSecret) return answer
      const Session = openSession(attempt, "SOFTWARE_TOKEN_MFA")
      return { ChallengeName: "SOFTWARE_TOKEN_MFA", ChallengeParameters: {}, Session }
    })
  },
}
