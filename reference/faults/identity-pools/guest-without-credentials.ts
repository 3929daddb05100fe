import type {
  GetCredentialsForIdentityInput,
  GetCredentialsForIdentityResponse,
} from "@aws-sdk/client-cognito-identity"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const guestWithoutCredentials: Fault = {
  name: "guest-without-credentials",
  says: "GetCredentialsForIdentity answers a guest without credentials.",
  breaks: ["identity.get-credentials/guest"],
  apply({ identity }) {
    changeAnswer<GetCredentialsForIdentityResponse, GetCredentialsForIdentityInput>(
      identity,
      "GetCredentialsForIdentity",
      ({ Credentials, ...answer }, { Logins }) =>
        Logins || !Credentials ? { ...answer, Credentials: Credentials! } : answer,
    )
  },
}
