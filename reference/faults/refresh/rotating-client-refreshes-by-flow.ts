import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const rotatingClientRefreshesByFlow: Fault = {
  name: "rotating-client-refreshes-by-flow",
  says: "REFRESH_TOKEN_AUTH works for every client that rotates.",
  breaks: ["idp.refresh/rotation-legacy-flow"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, { ClientId }, context) => {
      const { client } = clientOf(context, ClientId)
      const { settings } = client
      if (settings.RefreshTokenRotation?.Feature !== "ENABLED") return call()
      const { RefreshTokenRotation, ...unrotated } = settings
      const ExplicitAuthFlows = [...(settings.ExplicitAuthFlows ?? []), "ALLOW_REFRESH_TOKEN_AUTH" as const]
      return withMembers(client, { settings: { ...unrotated, ExplicitAuthFlows } }, call)
    })
  },
}
