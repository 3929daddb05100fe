import type { DeleteUserRequest } from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import { removeUser } from "../../userpool/users.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const deleteUserDeletesAll: Fault = {
  name: "delete-user-deletes-all",
  says: "DeleteUser deletes every user of the pool.",
  breaks: ["idp.delete-user/self"],
  apply({ idp }) {
    wrap<DeleteUserRequest, void>(idp, "DeleteUser", (_call, input, context) => {
      const { pool } = bearerOf(context, input.AccessToken)
      for (const user of pool.users.values()) removeUser(pool, user)
    })
  },
}
