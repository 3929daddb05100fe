import type { GetOpenIdTokenInput, GetOpenIdTokenResponse } from "@aws-sdk/client-cognito-identity"
import { identityOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const classicFlowAlwaysOn: Fault = {
  name: "classic-flow-always-on",
  says: "AllowClassicFlow does not count.",
  breaks: ["identity.get-open-id-token/classic-flow-off"],
  apply({ identity }) {
    wrap<GetOpenIdTokenInput, GetOpenIdTokenResponse>(
      identity,
      "GetOpenIdToken",
      (call, { IdentityId }, context) => {
        const { pool } = identityOf(context, IdentityId)
        return withMembers(pool, { settings: { ...pool.settings, AllowClassicFlow: true } }, call)
      },
    )
  },
}
