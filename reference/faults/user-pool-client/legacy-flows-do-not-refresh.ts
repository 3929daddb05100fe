import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const legacyFlowsDoNotRefresh: Fault = {
  name: "legacy-flows-do-not-refresh",
  says: "A client with legacy flows may not refresh.",
  breaks: ["idp.user-pool-client/legacy-flows"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", (call, input, context) => {
      const { ExplicitAuthFlows = [] } = clientOf(context, input.ClientId).client.settings
      const isLegacy = ExplicitAuthFlows.some((flow) => !flow.startsWith("ALLOW_"))
      return isLegacy && input.AuthFlow.startsWith("REFRESH")
        ? invalidParameter("Auth flow not enabled for this client")
        : call()
    })
  },
}
