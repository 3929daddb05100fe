import type { InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const signedOutForGood: Fault = {
  name: "signed-out-for-good",
  says: "Once signed out everywhere, a user gets only tokens that are revoked at birth.",
  breaks: ["idp.sign-out/sign-in-again", "idp.sign-out/admin-sign-in-again"],
  apply({ idp }) {
    changeAnswer<InitiateAuthResponse>(idp, "InitiateAuth", (answer, _input, context) => {
      const found = findRefreshToken(context, answer.AuthenticationResult?.RefreshToken)
      if (found) found.record.signIn.revoked = found.record.signIn.user.generation > 0
      return answer
    })
  },
}
