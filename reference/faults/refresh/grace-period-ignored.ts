import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const gracePeriodIgnored: Fault = {
  name: "grace-period-ignored",
  says: "RetryGracePeriodSeconds does not count: a rotation ends the old token at once.",
  breaks: ["idp.refresh/grace-period", "idp.refresh/grace-race"],
  apply({ idp }) {
    wrap<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      async (call, { RefreshToken }, context) => {
        const answer = await call()
        const found = findRefreshToken(context, RefreshToken)
        if (found?.record.usableUntil !== undefined) found.record.usableUntil = context.now(found.pool)
        return answer
      },
    )
  },
}
