import type { GetTokensFromRefreshTokenResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const rotatedTokenUnknown: Fault = {
  name: "rotated-token-unknown",
  says: "The refresh token that a rotation gives was never written down.",
  breaks: ["idp.refresh/rotation", "idp.revoke-token/rotated"],
  apply({ idp }) {
    changeAnswer<GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      (answer, _input, context) => {
        const token = answer.AuthenticationResult?.RefreshToken
        findRefreshToken(context, token)?.pool.refreshTokens.delete(token!)
        return answer
      },
    )
  },
}
