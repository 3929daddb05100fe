import type {
  GetCredentialsForIdentityInput,
  GetCredentialsForIdentityResponse,
} from "@aws-sdk/client-cognito-identity"
import { identityOf } from "../../identity/state.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const loginNotRequired: Fault = {
  name: "login-not-required",
  says: "A signed-in identity gets a guest's credentials without its login.",
  breaks: ["identity.get-credentials/login-required"],
  apply({ identity }) {
    wrap<GetCredentialsForIdentityInput, GetCredentialsForIdentityResponse>(
      identity,
      "GetCredentialsForIdentity",
      (call, { IdentityId, Logins }, context) => {
        if (Logins && Object.keys(Logins).length > 0) return call()
        const found = identityOf(context, IdentityId)
        const settings = { ...found.pool.settings, AllowUnauthenticatedIdentities: true }
        return withMembers(found, { guest: true }, () => withMembers(found.pool, { settings }, call))
      },
    )
  },
}
