import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const finalAnswerWithSession: Fault = {
  name: "final-answer-with-session",
  says: "The final answer has a Session.",
  breaks: ["idp.sign-in-password/challenge-parameters"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer) =>
      answer.AuthenticationResult ? { ...answer, Session: "AYABe".padEnd(64, "A") } : answer,
    )
  },
}
