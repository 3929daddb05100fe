import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const deletedClientRefreshes: Fault = {
  name: "deleted-client-refreshes",
  says: "A refresh token outlives its client.",
  breaks: ["idp.refresh/deleted-client"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const client = findRefreshToken(context, input.AuthParameters?.REFRESH_TOKEN)?.record.signIn.client
      const { clients } = context.store
      if (!client || client.id !== input.ClientId || clients.has(client.id)) return call()
      clients.set(client.id, client)
      const answer = call()
      clients.delete(client.id)
      return answer
    })
  },
}
