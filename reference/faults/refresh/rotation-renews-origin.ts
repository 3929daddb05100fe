import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const rotationRenewsOrigin: Fault = {
  name: "rotation-renews-origin",
  says: "A rotation begins a new family of tokens, with its own origin_jti.",
  breaks: ["idp.refresh/rotation-keeps-origin"],
  apply({ idp }) {
    wrap<GetTokensFromRefreshTokenRequest, GetTokensFromRefreshTokenResponse>(
      idp,
      "GetTokensFromRefreshToken",
      (call, { RefreshToken }, context) => {
        const signIn = findRefreshToken(context, RefreshToken)?.record.signIn
        if (signIn?.client.settings.RefreshTokenRotation?.Feature === "ENABLED")
          signIn.originJti = context.random.uuid()
        return call()
      },
    )
  },
}
