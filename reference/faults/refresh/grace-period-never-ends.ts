import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const gracePeriodNeverEnds: Fault = {
  name: "grace-period-never-ends",
  says: "With a grace period the old token works for good.",
  breaks: ["idp.refresh/grace-period-ends"],
  apply({ idp }) {
    wrap<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      async (call, { RefreshToken }, context) => {
        const answer = await call()
        const found = findRefreshToken(context, RefreshToken)
        const rotation = found?.record.signIn.client.settings.RefreshTokenRotation
        if (found && rotation?.RetryGracePeriodSeconds) found.record.usableUntil = undefined
        return answer
      },
    )
  },
}
