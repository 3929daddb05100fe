import type { AdminInitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const adminSignInWithoutRefreshToken: Fault = {
  name: "admin-sign-in-without-refresh-token",
  says: "AdminInitiateAuth gives no refresh token.",
  breaks: ["idp.sign-in-admin/tokens"],
  apply({ idp }) {
    changeAnswer<AdminInitiateAuthResponse>(
      idp,
      "AdminInitiateAuth",
      ({ AuthenticationResult, ...answer }) => {
        const { RefreshToken, ...tokens } = AuthenticationResult ?? {}
        return { ...answer, ...(AuthenticationResult && { AuthenticationResult: tokens }) }
      },
    )
  },
}
