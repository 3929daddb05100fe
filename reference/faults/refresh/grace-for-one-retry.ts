import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const graceForOneRetry: Fault = {
  name: "grace-for-one-retry",
  says: "Within the grace period the old token works once more, and not again.",
  breaks: ["idp.refresh/grace-race"],
  apply({ idp }) {
    const uses = new WeakMap<object, number>()
    wrap<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      async (call, { RefreshToken }, context) => {
        const found = findRefreshToken(context, RefreshToken)
        const answer = await call()
        if (found?.record.usableUntil === undefined) return answer
        const used = (uses.get(found.record) ?? 0) + 1
        uses.set(found.record, used)
        if (used > 1) found.record.usableUntil = context.now(found.pool)
        return answer
      },
    )
  },
}
