import { randomUUID } from "node:crypto"
import type { InitiateAuthRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeIdToken } from "../sign-ins.ts"

export const legacyRefreshedIdTokenOfNobody: Fault = {
  name: "legacy-refreshed-id-token-of-nobody",
  says: "The ID token of REFRESH_TOKEN is nobody's.",
  breaks: ["tokens.flows/legacy-refresh"],
  apply({ idp }) {
    changeIdToken<InitiateAuthRequest>(
      idp,
      "InitiateAuth",
      ({ AuthFlow }) => AuthFlow === "REFRESH_TOKEN",
      (claims) => ({ ...claims, sub: randomUUID() }),
    )
  },
}
