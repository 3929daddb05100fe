import { randomUUID } from "node:crypto"
import type { RespondToAuthChallengeRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeIdToken } from "../sign-ins.ts"

export const newPasswordIdTokenOfNobody: Fault = {
  name: "new-password-id-token-of-nobody",
  says: "The ID token of a sign-in with a new password is nobody's.",
  breaks: ["tokens.flows/new-password"],
  apply({ idp }) {
    changeIdToken<RespondToAuthChallengeRequest>(
      idp,
      "RespondToAuthChallenge",
      ({ ChallengeName }) => ChallengeName === "NEW_PASSWORD_REQUIRED",
      (claims) => ({ ...claims, sub: randomUUID() }),
    )
  },
}
