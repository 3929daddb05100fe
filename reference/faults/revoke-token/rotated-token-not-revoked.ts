import type {
  GetTokensFromRefreshTokenResponse,
  RevokeTokenRequest,
  RevokeTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer, wrap } from "../wrap.ts"

export const rotatedTokenNotRevoked: Fault = {
  name: "rotated-token-not-revoked",
  says: "RevokeToken revokes only the refresh token of the sign-in, none that a rotation gave.",
  breaks: ["idp.revoke-token/rotated"],
  apply({ idp }) {
    const rotated = new Set<string>()
    changeAnswer<GetTokensFromRefreshTokenResponse>(idp, "GetTokensFromRefreshToken", (answer) => {
      const token = answer.AuthenticationResult?.RefreshToken
      if (token) rotated.add(token)
      return answer
    })
    wrap<RevokeTokenRequest, RevokeTokenResponse>(idp, "RevokeToken", (call, { Token }) =>
      rotated.has(Token) ? {} : call(),
    )
  },
}
