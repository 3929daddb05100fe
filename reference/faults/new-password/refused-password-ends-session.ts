import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { findSession } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const refusedPasswordEndsSession: Fault = {
  name: "refused-password-ends-session",
  says: "A NEW_PASSWORD that is refused uses the session up.",
  breaks: ["idp.new-password/session-survives"],
  apply({ idp }) {
    onRefusal<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      "InvalidPasswordException",
      ({ Session }, context) => {
        const found = findSession(context, Session)
        if (found) found.record.used = true
        fail("InvalidPasswordException", "Password does not conform to policy: Password not long enough")
      },
    )
  },
}
