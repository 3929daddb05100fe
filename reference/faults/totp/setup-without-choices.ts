import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const setupWithoutChoices: Fault = {
  name: "setup-without-choices",
  says: "MFA_SETUP does not tell what can be set up.",
  breaks: ["idp.totp/required-setup"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer) => {
      const { MFAS_CAN_SETUP, ...ChallengeParameters } = answer.ChallengeParameters ?? {}
      return MFAS_CAN_SETUP === undefined ? answer : { ...answer, ChallengeParameters }
    })
  },
}
