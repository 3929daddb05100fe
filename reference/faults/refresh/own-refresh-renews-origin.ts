import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const ownRefreshRenewsOrigin: Fault = {
  name: "own-refresh-renews-origin",
  says: "GetTokensFromRefreshToken begins a new family of tokens, but for rotated ones.",
  breaks: ["idp.refresh/operation-keeps-origin"],
  apply({ idp }) {
    wrap<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      (call, { RefreshToken }, context) => {
        const signIn = findRefreshToken(context, RefreshToken)?.record.signIn
        if (signIn && signIn.client.settings.RefreshTokenRotation?.Feature !== "ENABLED")
          signIn.originJti = context.random.uuid()
        return call()
      },
    )
  },
}
