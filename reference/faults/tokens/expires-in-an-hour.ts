import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const expiresInAnHour: Fault = {
  name: "expires-in-an-hour",
  says: "ExpiresIn is 3600, however long the access token lives.",
  breaks: ["tokens.lifetime/expires-in"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer) =>
      answer.AuthenticationResult
        ? { ...answer, AuthenticationResult: { ...answer.AuthenticationResult, ExpiresIn: 3600 } }
        : answer,
    )
  },
}
