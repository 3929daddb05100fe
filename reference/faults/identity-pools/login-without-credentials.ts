import type {
  GetCredentialsForIdentityInput,
  GetCredentialsForIdentityResponse,
} from "@aws-sdk/client-cognito-identity"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const loginWithoutCredentials: Fault = {
  name: "login-without-credentials",
  says: "GetCredentialsForIdentity answers a login without credentials.",
  breaks: ["identity.get-credentials/login"],
  apply({ identity }) {
    changeAnswer<GetCredentialsForIdentityResponse, GetCredentialsForIdentityInput>(
      identity,
      "GetCredentialsForIdentity",
      ({ Credentials, ...answer }, { Logins }) =>
        !Logins && Credentials ? { ...answer, Credentials } : answer,
    )
  },
}
