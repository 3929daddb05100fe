import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const refreshByAnyClient: Fault = {
  name: "refresh-by-any-client",
  says: "A refresh token may be used by every client of the pool.",
  breaks: ["idp.refresh/foreign-client"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const found = findRefreshToken(context, input.AuthParameters?.REFRESH_TOKEN)
      const isOwn = found && clientOf(context, input.ClientId).pool === found.pool
      return isOwn ? call({ ...input, ClientId: found.record.signIn.client.id }) : call()
    })
  },
}
