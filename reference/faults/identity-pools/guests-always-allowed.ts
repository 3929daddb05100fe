import type { GetIdInput, GetIdResponse } from "@aws-sdk/client-cognito-identity"
import { poolOf as identityPoolOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const guestsAlwaysAllowed: Fault = {
  name: "guests-always-allowed",
  says: "AllowUnauthenticatedIdentities does not count.",
  breaks: ["identity.get-id/guests-refused"],
  apply({ identity }) {
    wrap<GetIdInput, GetIdResponse>(identity, "GetId", (call, { IdentityPoolId }, context) => {
      const pool = identityPoolOf(context, IdentityPoolId)
      return withMembers(pool, { settings: { ...pool.settings, AllowUnauthenticatedIdentities: true } }, call)
    })
  },
}
