import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const newPasswordChallengeTellsSub: Fault = {
  name: "new-password-challenge-tells-sub",
  says: "userAttributes of NEW_PASSWORD_REQUIRED holds sub.",
  breaks: ["idp.new-password/challenge-parameters"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse, InitiateAuthRequest>(idp, "InitiateAuth", (answer, input, context) => {
      if (answer.ChallengeName !== "NEW_PASSWORD_REQUIRED") return answer
      const { user } = attemptOf(context, input)!
      const userAttributes = JSON.stringify(Object.fromEntries(user.attributes))
      return { ...answer, ChallengeParameters: { ...answer.ChallengeParameters, userAttributes } }
    })
  },
}
