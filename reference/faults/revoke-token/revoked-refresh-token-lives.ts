import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { withMembers, wrap } from "../wrap.ts"

export const revokedRefreshTokenLives: Fault = {
  name: "revoked-refresh-token-lives",
  says: "RevokeToken ends the access tokens, and the refresh token makes new ones.",
  breaks: ["idp.revoke-token/refresh-token-revoked", "idp.revoke-token/refresh-race-settles"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      (call, { AuthParameters }, context) => {
        const found = findRefreshToken(context, AuthParameters?.REFRESH_TOKEN)
        return found ? withMembers(found.record.signIn, { revoked: false }, call) : call()
      },
    )
  },
}
