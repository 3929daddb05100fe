import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const passwordFlowAlwaysOn: Fault = {
  name: "password-flow-always-on",
  says: "USER_PASSWORD_AUTH works for clients that do not allow it.",
  breaks: ["idp.sign-in-password/flow-not-enabled", "idp.user-pool-client/default-flows"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      (call, { ClientId, AuthFlow }, context) => {
        if (AuthFlow !== "USER_PASSWORD_AUTH") return call()
        const { client } = clientOf(context, ClientId)
        return withMembers(client.settings, { ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"] }, call)
      },
    )
  },
}
