import type { InitiateAuthRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeTokens } from "../sign-ins.ts"

export const signInWithoutRefreshToken: Fault = {
  name: "sign-in-without-refresh-token",
  says: "A sign-in by password gives no refresh token.",
  breaks: ["idp.sign-in-password/tokens", "idp.user-pool-client/legacy-flows"],
  apply({ idp }) {
    changeTokens<InitiateAuthRequest>(idp, "InitiateAuth", (tokens, { AuthFlow }) => {
      const { RefreshToken, ...others } = tokens
      return AuthFlow === "USER_PASSWORD_AUTH" ? others : tokens
    })
  },
}
