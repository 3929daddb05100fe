import type { RevokeTokenRequest, RevokeTokenResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const revokedAccessTokensLive: Fault = {
  name: "revoked-access-tokens-live",
  says: "RevokeToken ends the refresh token and no access token.",
  breaks: [
    "idp.revoke-token/access-token-revoked",
    "idp.revoke-token/refreshed-access-token-revoked",
    "idp.revoke-token/refresh-race-settles",
    "idp.revoke-token/rotated",
    "tokens.revoked/associate-software-token",
    "tokens.revoked/attribute-code",
    "tokens.revoked/change-password",
    "tokens.revoked/delete-user",
    "tokens.revoked/delete-user-attributes",
    "tokens.revoked/set-user-mfa-preference",
    "tokens.revoked/update-user-attributes",
    "tokens.revoked/user-auth-factors",
  ],
  apply({ policies, idp }) {
    policies.revoke = () => {}
    changeAnswer<RevokeTokenResponse, RevokeTokenRequest>(
      idp,
      "RevokeToken",
      (answer, { Token }, context) => {
        findRefreshToken(context, Token)?.pool.refreshTokens.delete(Token)
        return answer
      },
    )
  },
}
