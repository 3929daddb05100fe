import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { newSalt } from "../../crypto/srp.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const simulatedSaltVaries: Fault = {
  name: "simulated-salt-varies",
  says: "A user who does not exist gets another SALT each time.",
  breaks: ["idp.sign-in-srp/unknown-user-simulated-stable"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse, InitiateAuthRequest>(idp, "InitiateAuth", (answer, input, context) => {
      if (answer.ChallengeName !== "PASSWORD_VERIFIER" || attemptOf(context, input)) return answer
      const SALT = newSalt(context.random.bytes(16))
      return { ...answer, ChallengeParameters: { ...answer.ChallengeParameters, SALT } }
    })
  },
}
