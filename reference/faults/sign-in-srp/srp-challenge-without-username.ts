import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const srpChallengeWithoutUsername: Fault = {
  name: "srp-challenge-without-username",
  says: "The SRP challenge does not tell USERNAME.",
  breaks: ["idp.sign-in-srp/challenge", "idp.sign-in-srp/user-id"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer) => {
      if (answer.ChallengeName !== "PASSWORD_VERIFIER") return answer
      const { USERNAME, ...ChallengeParameters } = answer.ChallengeParameters ?? {}
      return { ...answer, ChallengeParameters }
    })
  },
}
