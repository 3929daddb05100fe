import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const signInWithoutRefreshToken: Fault = {
  name: "sign-in-without-refresh-token",
  says: "A sign-in by password gives no refresh token.",
  breaks: ["idp.sign-in-password/tokens", "idp.user-pool-client/legacy-flows"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse, InitiateAuthRequest>(
      idp,
      "InitiateAuth",
      ({ AuthenticationResult, ...answer }, { AuthFlow }) => {
        const { RefreshToken, ...tokens } = AuthenticationResult ?? {}
        const given = AuthFlow === "USER_PASSWORD_AUTH" ? tokens : AuthenticationResult
        return { ...answer, ...(AuthenticationResult && { AuthenticationResult: given }) }
      },
    )
  },
}
