import type { GetCredentialsForIdentityResponse } from "@aws-sdk/client-cognito-identity"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const longTermAccessKeys: Fault = {
  name: "long-term-access-keys",
  says: "The access keys that are handed out look like a user's.",
  breaks: ["identity.get-credentials/form"],
  apply({ identity }) {
    changeAnswer<GetCredentialsForIdentityResponse>(
      identity,
      "GetCredentialsForIdentity",
      (answer, _input, { store }) => {
        const { AccessKeyId = "", ...others } = answer.Credentials ?? {}
        const issued = store.issuedCredentials.get(AccessKeyId)
        const longTerm = AccessKeyId.replace("ASIA", "AKIA")
        if (issued) store.issuedCredentials.set(longTerm, issued)
        return { ...answer, Credentials: { ...others, AccessKeyId: longTerm } }
      },
    )
  },
}
