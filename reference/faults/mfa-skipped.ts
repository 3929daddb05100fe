import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../userpool/auth/complete.ts"
import type { Fault } from "./fault.ts"
import { attemptOf } from "./sign-ins.ts"
import { wrap } from "./wrap.ts"

export const mfaSkipped: Fault = {
  name: "mfa-skipped",
  says: "The challenge of a second factor, or of its setup, comes with the tokens.",
  breaks: ["idp.totp/challenge", "idp.totp/required-setup", "idp.totp/required-setup-enrols"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", async (call, input, context) => {
      const answer = await call()
      const isMfa = answer.ChallengeName === "SOFTWARE_TOKEN_MFA" || answer.ChallengeName === "MFA_SETUP"
      return isMfa ? { ...(await complete(attemptOf(context, input)!)), ...answer } : answer
    })
  },
}
