import type { InitiateAuthRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeTokens } from "../sign-ins.ts"

export const refreshRepeatsToken: Fault = {
  name: "refresh-repeats-token",
  says: "REFRESH_TOKEN_AUTH answers with the refresh token that it was given.",
  breaks: ["idp.refresh/no-refresh-token"],
  apply({ idp }) {
    changeTokens<InitiateAuthRequest>(idp, "InitiateAuth", (tokens, { AuthParameters }) => {
      const RefreshToken = AuthParameters?.REFRESH_TOKEN
      return RefreshToken === undefined ? tokens : { ...tokens, RefreshToken }
    })
  },
}
