import type { RevokeTokenRequest, RevokeTokenResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const revokeEndsEverySession: Fault = {
  name: "revoke-ends-every-session",
  says: "RevokeToken ends every session that the user has at the client.",
  breaks: ["idp.revoke-token/other-session"],
  apply({ idp }) {
    changeAnswer<RevokeTokenResponse, RevokeTokenRequest>(
      idp,
      "RevokeToken",
      (answer, { Token }, context) => {
        const found = findRefreshToken(context, Token)
        for (const signIn of found?.pool.signIns.values() ?? []) {
          const { user, client } = found!.record.signIn
          if (signIn.user === user && signIn.client === client) signIn.revoked = true
        }
        return answer
      },
    )
  },
}
