import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const refreshRenewsOrigin: Fault = {
  name: "refresh-renews-origin",
  says: "A refresh begins a new family of tokens, with its own origin_jti.",
  breaks: ["idp.refresh/keeps-origin-jti"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      (call, { AuthParameters }, context) => {
        const found = findRefreshToken(context, AuthParameters?.REFRESH_TOKEN)
        if (found) found.record.signIn.originJti = context.random.uuid()
        return call()
      },
    )
  },
}
