import type {
  GetCredentialsForIdentityInput,
  GetCredentialsForIdentityResponse,
} from "@aws-sdk/client-cognito-identity"
import { issueCredentials, parseRole } from "../../identity/credentials.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const credentialsWithoutRole: Fault = {
  name: "credentials-without-role",
  says: "Without roles there are credentials of some role.",
  breaks: ["identity.get-credentials/no-roles"],
  apply({ identity }) {
    onRefusal<GetCredentialsForIdentityInput, GetCredentialsForIdentityResponse>(
      identity,
      "GetCredentialsForIdentity",
      "InvalidIdentityPoolConfigurationException",
      ({ IdentityId }, context) => {
        const role = parseRole(`arn:aws:iam::${context.accountId}:role/Any`)!
        const issued = issueCredentials(context, role, "CognitoIdentityCredentials", 3600)
        return {
          IdentityId,
          Credentials: {
            AccessKeyId: issued.accessKeyId,
            SecretKey: issued.secretAccessKey,
            SessionToken: issued.sessionToken,
            Expiration: issued.expiration,
          },
        }
      },
    )
  },
}
