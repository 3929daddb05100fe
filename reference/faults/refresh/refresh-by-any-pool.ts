import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const refreshByAnyPool: Fault = {
  name: "refresh-by-any-pool",
  says: "A refresh token works in every pool.",
  breaks: ["idp.refresh/foreign-pool"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const found = findRefreshToken(context, input.AuthParameters?.REFRESH_TOKEN)
      const isForeign = found && clientOf(context, input.ClientId).pool !== found.pool
      return isForeign ? call({ ...input, ClientId: found.record.signIn.client.id }) : call()
    })
  },
}
