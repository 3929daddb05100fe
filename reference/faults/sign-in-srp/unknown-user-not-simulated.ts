import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { notAuthorized } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const unknownUserNotSimulated: Fault = {
  name: "unknown-user-not-simulated",
  says: "For a user who does not exist there is no SRP challenge but a refusal.",
  breaks: ["idp.sign-in-srp/unknown-user-simulated"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", async (call, input, context) => {
      const answer = await call()
      return answer.ChallengeName !== "PASSWORD_VERIFIER" || attemptOf(context, input)
        ? answer
        : notAuthorized("Incorrect username or password.")
    })
  },
}
