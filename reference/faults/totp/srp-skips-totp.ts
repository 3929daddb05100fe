import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../../userpool/auth/complete.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { wrap } from "../wrap.ts"

export const srpSkipsTotp: Fault = {
  name: "srp-skips-totp",
  says: "Whoever proves the password by SRP needs no second factor.",
  breaks: ["idp.totp/challenge-by-srp"],
  apply({ idp }) {
    wrap<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      async (call, input, context) => {
        const answer = await call()
        const isSecond =
          input.ChallengeName === "PASSWORD_VERIFIER" && answer.ChallengeName === "SOFTWARE_TOKEN_MFA"
        return isSecond ? complete(attemptOf(context, input)!) : answer
      },
    )
  },
}
