import type { RevokeTokenRequest, RevokeTokenResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { findRefreshToken } from "../sign-ins.ts"
import { changeAnswer } from "../wrap.ts"

export const revokeEndsOtherClients: Fault = {
  name: "revoke-ends-other-clients",
  says: "RevokeToken ends the sessions that the user has at other clients.",
  breaks: ["idp.revoke-token/other-client"],
  apply({ idp }) {
    changeAnswer<RevokeTokenResponse, RevokeTokenRequest>(
      idp,
      "RevokeToken",
      (answer, { Token }, context) => {
        const found = findRefreshToken(context, Token)
        for (const signIn of found?.pool.signIns.values() ?? []) {
          const { user, client } = found!.record.signIn
          if (signIn.user === user && signIn.client !== client) signIn.revoked = true
        }
        return answer
      },
    )
  },
}
