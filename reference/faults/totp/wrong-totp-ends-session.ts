import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { findSession } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const wrongTotpEndsSession: Fault = {
  name: "wrong-totp-ends-session",
  says: "A wrong code of a second factor uses the session up.",
  breaks: ["idp.totp/wrong-code-keeps-session"],
  apply({ idp }) {
    onRefusal<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      "CodeMismatchException",
      ({ Session }, context) => {
        const found = findSession(context, Session)
        if (found) found.record.used = true
        fail("CodeMismatchException", "Invalid code received for user")
      },
    )
  },
}
