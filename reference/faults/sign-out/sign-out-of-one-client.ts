import type { GlobalSignOutRequest, GlobalSignOutResponse } from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const signOutOfOneClient: Fault = {
  name: "sign-out-of-one-client",
  says: "GlobalSignOut ends the sessions at the client of its access token.",
  breaks: ["idp.sign-out/every-client"],
  apply({ idp }) {
    wrap<GlobalSignOutRequest, GlobalSignOutResponse>(
      idp,
      "GlobalSignOut",
      (_call, { AccessToken }, context) => {
        const { pool, user, client } = bearerOf(context, AccessToken)
        for (const signIn of pool.signIns.values())
          if (signIn.user === user && signIn.client === client) signIn.revoked = true
        return {}
      },
    )
  },
}
