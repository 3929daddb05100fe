import type {
  RespondToAuthChallengeRequest,
  RespondToAuthChallengeResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { totpMatches } from "../../crypto/totp.ts"
import { fail } from "../../errors.ts"
import { complete } from "../../userpool/auth/complete.ts"
import { clientOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { attemptOf } from "../sign-ins.ts"
import { onRefusal } from "../wrap.ts"

export const totpOfAnybody: Fault = {
  name: "totp-of-anybody",
  says: "The code of any user's authenticator passes.",
  breaks: ["idp.totp/other-users-code"],
  apply({ idp }) {
    onRefusal<RespondToAuthChallengeRequest, RespondToAuthChallengeResponse>(
      idp,
      "RespondToAuthChallenge",
      "CodeMismatchException",
      (input, context) => {
        const { pool } = clientOf(context, input.ClientId)
        const code = input.ChallengeResponses?.SOFTWARE_TOKEN_MFA_CODE
        for (const { mfa } of pool.users.values()) {
          if (code === undefined || !mfa.totpSecret) continue
          if (totpMatches(mfa.totpSecret, code, context.now(pool) / 1000))
            return complete(attemptOf(context, input)!)
        }
        return fail("CodeMismatchException", "Invalid code received for user")
      },
    )
  },
}
