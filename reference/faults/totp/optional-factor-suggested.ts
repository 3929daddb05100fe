import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { openSession } from "../../userpool/auth/session.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const optionalFactorSuggested: Fault = {
  name: "optional-factor-suggested",
  says: "With MFA OPTIONAL, a user without a factor gets tokens and MFA_SETUP.",
  breaks: ["idp.totp/optional-without-factor"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", async (call, input, context) => {
      const answer = await call()
      const attempt = attemptOf(context, input)
      const isOptional = attempt?.pool.mfa.configuration === "OPTIONAL" && attempt.user.mfa.enabled.size === 0
      if (!answer.AuthenticationResult || !isOptional) return answer
      return { ...answer, ChallengeName: "MFA_SETUP", Session: openSession(attempt, "MFA_SETUP") }
    })
  },
}
