import { randomUUID } from "node:crypto"
import type { RespondToAuthChallengeRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeIdToken } from "../sign-ins.ts"

export const totpIdTokenOfNobody: Fault = {
  name: "totp-id-token-of-nobody",
  says: "The ID token of a sign-in with TOTP is nobody's.",
  breaks: ["tokens.flows/totp"],
  apply({ idp }) {
    changeIdToken<RespondToAuthChallengeRequest>(
      idp,
      "RespondToAuthChallenge",
      ({ ChallengeName }) => ChallengeName === "SOFTWARE_TOKEN_MFA",
      (claims) => ({ ...claims, sub: randomUUID() }),
    )
  },
}
