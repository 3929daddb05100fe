import type { ChangePasswordRequest, ChangePasswordResponse } from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import { setPassword } from "../../userpool/passwords.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const refusedChangeChanges: Fault = {
  name: "refused-change-changes",
  says: "A refused change counts where users sign in, while ChangePassword itself goes by the password before.",
  breaks: ["idp.change-password/no-side-effect"],
  apply({ idp }) {
    const before = new WeakMap<User, User["password"]>()
    wrap<ChangePasswordRequest, ChangePasswordResponse>(
      idp,
      "ChangePassword",
      async (call, input, context) => {
        const { pool, user } = bearerOf(context, input.AccessToken)
        user.password = before.get(user) ?? user.password
        before.set(user, user.password)
        try {
          const answer = await call()
          before.delete(user)
          return answer
        } catch (refusal) {
          setPassword(context, pool, user, input.ProposedPassword)
          throw refusal
        }
      },
    )
  },
}
