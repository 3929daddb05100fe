import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const expiresInIsASecondShort: Fault = {
  name: "expires-in-is-a-second-short",
  says: "ExpiresIn is what is left of the access token's life when the answer arrives.",
  breaks: ["idp.sign-in-password/expires-in", "tokens.lifetime/expires-in"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer) => {
      const { AuthenticationResult } = answer
      if (!AuthenticationResult) return answer
      return {
        ...answer,
        AuthenticationResult: { ...AuthenticationResult, ExpiresIn: AuthenticationResult.ExpiresIn! - 1 },
      }
    })
  },
}
