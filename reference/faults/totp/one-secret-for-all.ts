import type {
  AssociateSoftwareTokenRequest,
  AssociateSoftwareTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const oneSecretForAll: Fault = {
  name: "one-secret-for-all",
  says: "Every user gets the same TOTP secret.",
  breaks: ["idp.totp/secrets-differ", "idp.totp/other-users-code"],
  apply({ idp }) {
    changeAnswer<AssociateSoftwareTokenResponse, AssociateSoftwareTokenRequest>(
      idp,
      "AssociateSoftwareToken",
      (answer, { AccessToken }, context) => {
        if (AccessToken === undefined) return answer
        const SecretCode = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
        bearerOf(context, AccessToken).user.mfa.pendingTotpSecret = SecretCode
        return { ...answer, SecretCode }
      },
    )
  },
}
