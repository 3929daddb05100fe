import type { RevokeTokenRequest, RevokeTokenResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Operations } from "../../operation.ts"
import type { SignIn } from "../../userpool/sign-in.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

/** Lets RevokeToken end other sessions of the user too, where `isMeant` says so of one. */
export function endSessions(
  operations: Operations,
  isMeant: (other: SignIn, revoked: SignIn) => boolean,
): void {
  changeAnswer<RevokeTokenResponse, RevokeTokenRequest>(
    operations,
    "RevokeToken",
    (answer, { Token }, context) => {
      const found = findRefreshToken(context, Token)
      for (const other of found?.pool.signIns.values() ?? []) {
        const revoked = found!.record.signIn
        if (other.user === revoked.user && isMeant(other, revoked)) other.revoked = true
      }
      return answer
    },
  )
}
