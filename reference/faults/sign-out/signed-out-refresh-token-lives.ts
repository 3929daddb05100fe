import type { GlobalSignOutRequest, GlobalSignOutResponse } from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const signedOutRefreshTokenLives: Fault = {
  name: "signed-out-refresh-token-lives",
  says: "GlobalSignOut ends access tokens, and refresh tokens make new ones.",
  breaks: [
    "idp.sign-out/refresh-token-revoked",
    "idp.sign-out/every-client",
    "idp.sign-out/refresh-race-settles",
  ],
  apply({ idp }) {
    wrap<GlobalSignOutRequest, GlobalSignOutResponse>(
      idp,
      "GlobalSignOut",
      async (call, { AccessToken }, context) => {
        const { pool, user } = bearerOf(context, AccessToken)
        const answer = await call()
        for (const [token, record] of pool.refreshTokens) {
          const signIn = { ...record.signIn, generation: user.generation }
          if (signIn.user === user) pool.refreshTokens.set(token, { ...record, signIn })
        }
        return answer
      },
    )
  },
}
