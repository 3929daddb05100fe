import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { complete } from "../../userpool/auth/complete.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const anyTotpPasses: Fault = {
  name: "any-totp-passes",
  says: "Every code is taken for the authenticator's.",
  breaks: ["idp.totp/wrong-code", "idp.totp/other-users-code"],
  apply({ idp }) {
    onRefusal<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      "CodeMismatchException",
      (input, context, call) =>
        input.ChallengeName === "SOFTWARE_TOKEN_MFA" ? complete(attemptOf(context, input)!) : call(),
    )
  },
}
