import type { GetCredentialsForIdentityResponse } from "@aws-sdk/client-cognito-identity"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const credentialsLiveAQuarter: Fault = {
  name: "credentials-live-a-quarter",
  says: "Credentials live a quarter of an hour.",
  breaks: ["identity.get-credentials/expiration"],
  apply({ identity }) {
    changeAnswer<GetCredentialsForIdentityResponse>(identity, "GetCredentialsForIdentity", (answer) => {
      const Expiration = new Date(answer.Credentials!.Expiration!.getTime() - 2_700_000)
      return { ...answer, Credentials: { ...answer.Credentials, Expiration } }
    })
  },
}
