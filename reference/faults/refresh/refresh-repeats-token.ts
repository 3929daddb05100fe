import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const refreshRepeatsToken: Fault = {
  name: "refresh-repeats-token",
  says: "REFRESH_TOKEN_AUTH answers with the refresh token that it was given.",
  breaks: ["idp.refresh/no-refresh-token"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse, InitiateAuthRequest>(
      idp,
      "InitiateAuth",
      (answer, { AuthParameters }) => {
        const RefreshToken = AuthParameters?.REFRESH_TOKEN
        if (!answer.AuthenticationResult || RefreshToken === undefined) return answer
        return { ...answer, AuthenticationResult: { ...answer.AuthenticationResult, RefreshToken } }
      },
    )
  },
}
