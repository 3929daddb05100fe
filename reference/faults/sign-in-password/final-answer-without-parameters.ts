import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const finalAnswerWithoutParameters: Fault = {
  name: "final-answer-without-parameters",
  says: "The final answer has no ChallengeParameters.",
  breaks: ["idp.sign-in-password/challenge-parameters", "idp.refresh/answer"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", ({ ChallengeParameters, ...answer }) =>
      answer.AuthenticationResult
        ? answer
        : { ...answer, ...(ChallengeParameters && { ChallengeParameters }) },
    )
  },
}
