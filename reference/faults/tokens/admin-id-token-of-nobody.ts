import { randomUUID } from "node:crypto"
import type { AdminInitiateAuthRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeIdToken } from "../sign-ins.ts"

export const adminIdTokenOfNobody: Fault = {
  name: "admin-id-token-of-nobody",
  says: "The ID token of AdminInitiateAuth is nobody's.",
  breaks: ["tokens.flows/admin"],
  apply({ idp }) {
    changeIdToken<AdminInitiateAuthRequest>(
      idp,
      "AdminInitiateAuth",
      () => true,
      (claims) => ({ ...claims, sub: randomUUID() }),
    )
  },
}
