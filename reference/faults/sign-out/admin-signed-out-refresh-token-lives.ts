import type {
  AdminUserGlobalSignOutRequest,
  AdminUserGlobalSignOutResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const adminSignedOutRefreshTokenLives: Fault = {
  name: "admin-signed-out-refresh-token-lives",
  says: "AdminUserGlobalSignOut ends access tokens and no refresh token.",
  breaks: ["idp.sign-out/admin-refresh-token-revoked"],
  apply({ idp }) {
    changeAnswer<AdminUserGlobalSignOutResponse, AdminUserGlobalSignOutRequest>(
      idp,
      "AdminUserGlobalSignOut",
      (answer, { UserPoolId, Username }, context) => {
        const pool = poolOf(context, UserPoolId)
        const user = userOf(pool, Username)
        for (const [token, record] of pool.refreshTokens) {
          const signIn = { ...record.signIn, generation: user.generation }
          if (signIn.user === user) pool.refreshTokens.set(token, { ...record, signIn })
        }
        return answer
      },
    )
  },
}
