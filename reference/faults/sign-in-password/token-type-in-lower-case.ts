import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const tokenTypeInLowerCase: Fault = {
  name: "token-type-in-lower-case",
  says: "TokenType is bearer, in lower case.",
  breaks: ["idp.sign-in-password/token-type"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer) => ({
      ...answer,
      ...(answer.AuthenticationResult && {
        AuthenticationResult: { ...answer.AuthenticationResult, TokenType: "bearer" },
      }),
    }))
  },
}
