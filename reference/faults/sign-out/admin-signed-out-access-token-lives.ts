import type {
  AdminUserGlobalSignOutRequest,
  AdminUserGlobalSignOutResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const adminSignedOutAccessTokenLives: Fault = {
  name: "admin-signed-out-access-token-lives",
  says: "AdminUserGlobalSignOut ends refresh tokens and no access token.",
  breaks: ["idp.sign-out/admin-access-token-revoked", "idp.sign-out/admin-every-session"],
  apply({ idp }) {
    wrap<AdminUserGlobalSignOutRequest, AdminUserGlobalSignOutResponse>(
      idp,
      "AdminUserGlobalSignOut",
      (_call, { UserPoolId, Username }, context) => {
        const pool = poolOf(context, UserPoolId)
        const user = userOf(pool, Username)
        for (const [token, { signIn }] of pool.refreshTokens)
          if (signIn.user === user) pool.refreshTokens.delete(token)
        return {}
      },
    )
  },
}
