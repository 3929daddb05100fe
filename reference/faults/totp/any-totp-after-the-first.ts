import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../../userpool/auth/complete.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const anyTotpAfterTheFirst: Fault = {
  name: "any-totp-after-the-first",
  says: "Once a user has signed in by TOTP, every code passes.",
  breaks: ["idp.totp/wrong-code", "idp.totp/other-users-code"],
  apply({ idp }) {
    onRefusal<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      "CodeMismatchException",
      (input, context, call) => {
        const attempt = attemptOf(context, input)
        return attempt?.user.mfa.usedTotpSteps.length ? complete(attempt) : call()
      },
    )
  },
}
