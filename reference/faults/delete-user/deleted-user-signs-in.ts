import type {
  AdminDeleteUserRequest,
  InitiateAuthRequest,
  InitiateAuthResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { clientOf, poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { onRefusal, wrap } from "../wrap.ts"

export const deletedUserSignsIn: Fault = {
  name: "deleted-user-signs-in",
  says: "Users that were deleted still sign in.",
  breaks: ["idp.delete-user/cannot-sign-in"],
  mayBreak: ["idp.user-lifecycle/sign-in"],
  apply({ idp }) {
    const deleted = new Map<string, User>()
    wrap<AdminDeleteUserRequest, void>(idp, "AdminDeleteUser", (call, input, context) => {
      const pool = poolOf(context, input.UserPoolId)
      deleted.set(`${pool.id} ${input.Username}`, userOf(pool, input.Username))
      return call()
    })
    onRefusal<InitiateAuthRequest, InitiateAuthResponse>(
      idp,
      "InitiateAuth",
      "UserNotFoundException",
      (input, context, call) => {
        const { pool } = clientOf(context, input.ClientId)
        const username = input.AuthParameters?.USERNAME ?? ""
        const user = deleted.get(`${pool.id} ${username}`)
        if (!user) return call()
        pool.users.set(username, user)
        const answer = call()
        pool.users.delete(username)
        return answer
      },
    )
  },
}
