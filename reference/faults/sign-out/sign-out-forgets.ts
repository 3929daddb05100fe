import type { GlobalSignOutRequest, GlobalSignOutResponse } from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const signOutForgets: Fault = {
  name: "sign-out-forgets",
  says: "GlobalSignOut answers well and signs nobody out.",
  breaks: [
    "idp.sign-out/access-token-revoked",
    "idp.sign-out/refresh-token-revoked",
    "idp.sign-out/every-session",
    "idp.sign-out/twice",
    "identity.get-credentials/signed-out",
    "idp.sign-out/every-client",
    "idp.sign-out/refresh-race-settles",
  ],
  apply({ idp }) {
    wrap<GlobalSignOutRequest, GlobalSignOutResponse>(
      idp,
      "GlobalSignOut",
      (_call, { AccessToken }, context) => {
        bearerOf(context, AccessToken)
        return {}
      },
    )
  },
}
