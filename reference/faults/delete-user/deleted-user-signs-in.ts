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
  says: "Users with a verified address that were deleted still sign in.",
  breaks: ["idp.delete-user/cannot-sign-in"],
  apply({ idp }) {
    const deleted = new Map<string, User>()
    wrap<AdminDeleteUserRequest, void>(idp, "AdminDeleteUser", (call, input, context) => {
      const pool = poolOf(context, input.UserPoolId)
      const user = userOf(pool, input.Username)
      if (user.attributes.get("email_verified") === "true") deleted.set(`${pool.id} ${input.Username}`, user)
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
