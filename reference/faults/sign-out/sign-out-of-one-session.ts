import type { GlobalSignOutRequest, GlobalSignOutResponse } from "@aws-sdk/client-cognito-identity-provider"
import { readJwt } from "../../crypto/jws.ts"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const signOutOfOneSession: Fault = {
  name: "sign-out-of-one-session",
  says: "GlobalSignOut ends only the session of its access token.",
  breaks: ["idp.sign-out/every-session", "idp.sign-out/every-client"],
  apply({ idp }) {
    wrap<GlobalSignOutRequest, GlobalSignOutResponse>(
      idp,
      "GlobalSignOut",
      (_call, { AccessToken }, context) => {
        const { pool } = bearerOf(context, AccessToken)
        pool.signIns.get(String(readJwt(AccessToken)!.payload.event_id))!.revoked = true
        return {}
      },
    )
  },
}
