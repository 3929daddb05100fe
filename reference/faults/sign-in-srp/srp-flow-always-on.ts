import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const srpFlowAlwaysOn: Fault = {
  name: "srp-flow-always-on",
  says: "USER_SRP_AUTH works for clients that do not allow it.",
  breaks: ["idp.sign-in-srp/flow-not-enabled"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      (call, { ClientId, AuthFlow }, context) => {
        if (AuthFlow !== "USER_SRP_AUTH") return call()
        const { client } = clientOf(context, ClientId)
        return withMembers(client.settings, { ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] }, call)
      },
    )
  },
}
