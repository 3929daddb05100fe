import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const srpChallengeEchoesName: Fault = {
  name: "srp-challenge-echoes-name",
  says: "USERNAME of the SRP challenge is the name that was typed.",
  breaks: ["idp.sign-in-srp/user-id"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse, InitiateAuthRequest>(
      idp,
      "InitiateAuth",
      (answer, { AuthParameters }) =>
        answer.ChallengeName === "PASSWORD_VERIFIER"
          ? {
              ...answer,
              ChallengeParameters: { ...answer.ChallengeParameters, USERNAME: AuthParameters!.USERNAME! },
            }
          : answer,
    )
  },
}
