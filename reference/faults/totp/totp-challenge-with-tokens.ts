import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../../userpool/auth/complete.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const totpChallengeWithTokens: Fault = {
  name: "totp-challenge-with-tokens",
  says: "The challenge SOFTWARE_TOKEN_MFA comes with tokens.",
  breaks: ["idp.totp/challenge", "idp.totp/required-setup-enrols"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", async (call, input, context) => {
      const answer = await call()
      if (answer.ChallengeName !== "SOFTWARE_TOKEN_MFA") return answer
      return { ...(await complete(attemptOf(context, input)!)), ...answer }
    })
  },
}
