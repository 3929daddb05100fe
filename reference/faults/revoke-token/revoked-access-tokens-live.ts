import type { RevokeTokenRequest, RevokeTokenResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"
import { outliveRevocation } from "./revoked.ts"

export const revokedAccessTokensLive: Fault = {
  name: "revoked-access-tokens-live",
  says: "RevokeToken ends the refresh token and no access token.",
  breaks: [...outliveRevocation],
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
