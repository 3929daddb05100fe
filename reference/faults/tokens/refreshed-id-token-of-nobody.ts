import { randomUUID } from "node:crypto"
import type { InitiateAuthRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeIdToken } from "../sign-ins.ts"

export const refreshedIdTokenOfNobody: Fault = {
  name: "refreshed-id-token-of-nobody",
  says: "The ID token of REFRESH_TOKEN_AUTH is nobody's.",
  breaks: ["tokens.flows/refresh"],
  apply({ idp }) {
    changeIdToken<InitiateAuthRequest>(
      idp,
      "InitiateAuth",
      ({ AuthFlow }) => AuthFlow === "REFRESH_TOKEN_AUTH",
      (claims) => ({ ...claims, sub: randomUUID() }),
    )
  },
}
