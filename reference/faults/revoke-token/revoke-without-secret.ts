import type { RevokeTokenRequest, RevokeTokenResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const revokeWithoutSecret: Fault = {
  name: "revoke-without-secret",
  says: "RevokeToken asks no client for its secret.",
  breaks: ["idp.revoke-token/client-secret"],
  apply({ idp }) {
    wrap<RevokeTokenRequest, RevokeTokenResponse>(idp, "RevokeToken", (call, input, { store }) => {
      const secret = store.clients.get(input.ClientId)?.secret
      return secret === undefined ? call() : call({ ...input, ClientSecret: secret })
    })
  },
}
