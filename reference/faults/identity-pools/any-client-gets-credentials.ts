import type {
  GetCredentialsForIdentityInput,
  GetCredentialsForIdentityResponse,
} from "@aws-sdk/client-cognito-identity"
import { identityOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"
import { withEveryClient } from "./every-client.ts"

export const anyClientGetsCredentials: Fault = {
  name: "any-client-gets-credentials",
  says: "GetCredentialsForIdentity takes the ID token of every client.",
  breaks: ["tokens.logins/foreign-tokens"],
  apply({ identity }) {
    wrap<GetCredentialsForIdentityInput, GetCredentialsForIdentityResponse>(
      identity,
      "GetCredentialsForIdentity",
      (call, { IdentityId, Logins = {} }, context) => {
        const { pool } = identityOf(context, IdentityId)
        return withMembers(pool, { settings: withEveryClient(pool.settings, Logins) }, call)
      },
    )
  },
}
