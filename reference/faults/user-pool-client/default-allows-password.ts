import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const defaultAllowsPassword: Fault = {
  name: "default-allows-password",
  says: "A client without ExplicitAuthFlows may use the password flow.",
  breaks: ["idp.user-pool-client/default-flows"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const { settings } = clientOf(context, input.ClientId).client
      if (settings.ExplicitAuthFlows || input.AuthFlow !== "USER_PASSWORD_AUTH") return call()
      return withMembers(settings, { ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] }, call)
    })
  },
}
