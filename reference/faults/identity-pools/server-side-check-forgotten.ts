import type {
  GetCredentialsForIdentityInput,
  GetCredentialsForIdentityResponse,
} from "@aws-sdk/client-cognito-identity"
import { identityOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const serverSideCheckForgotten: Fault = {
  name: "server-side-check-forgotten",
  says: "ServerSideTokenCheck does not count.",
  breaks: ["identity.get-credentials/signed-out"],
  apply({ identity }) {
    wrap<GetCredentialsForIdentityInput, GetCredentialsForIdentityResponse>(
      identity,
      "GetCredentialsForIdentity",
      (call, { IdentityId }, context) => {
        const { pool } = identityOf(context, IdentityId)
        const { CognitoIdentityProviders: given } = pool.settings
        const unchecked = given?.map((provider) => ({ ...provider, ServerSideTokenCheck: false }))
        const settings = { ...pool.settings, ...(unchecked && { CognitoIdentityProviders: unchecked }) }
        return withMembers(pool, { settings }, call)
      },
    )
  },
}
