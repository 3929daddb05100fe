import type { GetIdInput, GetIdResponse } from "@aws-sdk/client-cognito-identity"
import { poolOf as identityPoolOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"
import { withEveryClient } from "./every-client.ts"

export const anyClientLogsIn: Fault = {
  name: "any-client-logs-in",
  says: "The token of every app client of a listed user pool is a login.",
  breaks: ["identity.get-id/foreign-client"],
  apply({ identity }) {
    wrap<GetIdInput, GetIdResponse>(identity, "GetId", (call, { IdentityPoolId, Logins = {} }, context) => {
      const pool = identityPoolOf(context, IdentityPoolId)
      return withMembers(pool, { settings: withEveryClient(pool.settings, Logins) }, call)
    })
  },
}
