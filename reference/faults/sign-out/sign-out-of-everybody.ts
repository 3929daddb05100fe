import type { GlobalSignOutRequest, GlobalSignOutResponse } from "@aws-sdk/client-cognito-identity-provider"
import { readJwt } from "../../crypto/jws.ts"
import { poolOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const signOutOfEverybody: Fault = {
  name: "sign-out-of-everybody",
  says: "GlobalSignOut signs everybody without a given name out, too.",
  breaks: ["idp.sign-out/other-users"],
  apply({ idp }) {
    changeAnswer<GlobalSignOutResponse, GlobalSignOutRequest>(
      idp,
      "GlobalSignOut",
      (answer, { AccessToken }, context) => {
        const poolId = String(readJwt(AccessToken)!.payload.iss).split("/").at(-1)!
        for (const user of poolOf(context, poolId).users.values()) {
          if (!user.attributes.has("given_name")) user.generation++
        }
        return answer
      },
    )
  },
}
