import type { GlobalSignOutRequest, GlobalSignOutResponse } from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const signOutOfEverybody: Fault = {
  name: "sign-out-of-everybody",
  says: "GlobalSignOut signs every user of the pool out.",
  breaks: ["idp.sign-out/other-users"],
  apply({ idp }) {
    wrap<GlobalSignOutRequest, GlobalSignOutResponse>(
      idp,
      "GlobalSignOut",
      (_call, { AccessToken }, context) => {
        for (const user of bearerOf(context, AccessToken).pool.users.values()) user.generation++
        return {}
      },
    )
  },
}
