import { randomUUID } from "node:crypto"
import type { RespondToAuthChallengeRequest } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeIdToken } from "../sign-ins.ts"

export const srpIdTokenOfNobody: Fault = {
  name: "srp-id-token-of-nobody",
  says: "The ID token of an SRP sign-in is nobody's.",
  breaks: ["tokens.flows/srp"],
  apply({ idp }) {
    changeIdToken<RespondToAuthChallengeRequest>(
      idp,
      "RespondToAuthChallenge",
      ({ ChallengeName }) => ChallengeName === "PASSWORD_VERIFIER",
      (claims) => ({ ...claims, sub: randomUUID() }),
    )
  },
}
