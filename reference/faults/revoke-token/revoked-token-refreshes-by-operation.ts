import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { withMembers, wrap } from "../wrap.ts"

export const revokedTokenRefreshesByOperation: Fault = {
  name: "revoked-token-refreshes-by-operation",
  says: "GetTokensFromRefreshToken takes a revoked refresh token.",
  breaks: ["idp.revoke-token/refresh-operation"],
  apply({ idp }) {
    wrap<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      (call, { RefreshToken }, context) => {
        const found = findRefreshToken(context, RefreshToken)
        return found ? withMembers(found.record.signIn, { revoked: false }, call) : call()
      },
    )
  },
}
