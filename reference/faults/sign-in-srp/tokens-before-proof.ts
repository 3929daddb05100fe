import type { InitiateAuthRequest, InitiateAuthResponse } from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../../userpool/auth/complete.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const tokensBeforeProof: Fault = {
  name: "tokens-before-proof",
  says: "The answer to SRP_A holds the tokens already.",
  breaks: ["idp.sign-in-srp/no-tokens-before-proof"],
  apply({ idp }) {
    wrap<InitiateAuthRequest, InitiateAuthResponse>(idp, "InitiateAuth", async (call, input, context) => {
      const answer = await call()
      const attempt = attemptOf(context, input)
      return answer.ChallengeName === "PASSWORD_VERIFIER" && attempt
        ? { ...(await complete(attempt)), ...answer }
        : answer
    })
  },
}
