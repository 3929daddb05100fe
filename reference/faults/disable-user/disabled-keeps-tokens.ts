import type {
  AdminDisableUserRequest,
  AdminDisableUserResponse,
  GetUserRequest,
  GetUserResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { readJwt } from "../../crypto/jws.ts"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { onRefusal, withMembers, wrap } from "../wrap.ts"

export const disabledKeepsTokens: Fault = {
  name: "disabled-keeps-tokens",
  says: "GetUser takes the access tokens of a disabled user.",
  breaks: ["idp.disable-user/access-token-revoked"],
  apply({ idp }) {
    const generations = new WeakMap<User, number>()
    wrap<AdminDisableUserRequest, AdminDisableUserResponse>(
      idp,
      "AdminDisableUser",
      (call, input, context) => {
        const user = userOf(poolOf(context, input.UserPoolId), input.Username)
        generations.set(user, user.generation)
        return call()
      },
    )
    onRefusal<GetUserRequest, GetUserResponse>(
      idp,
      "GetUser",
      "NotAuthorizedException",
      (input, context, call) => {
        const claims = readJwt(input.AccessToken)?.payload
        const pool = context.store.userPools.get(String(claims?.iss).split("/").at(-1)!)
        const user = pool?.names.get(`sub:${claims?.sub}`)
        const generation = user && generations.get(user)
        return generation === undefined ? call() : withMembers(user!, { enabled: true, generation }, call)
      },
    )
  },
}
