import type {
  AdminGetUserRequest,
  AdminGetUserResponse,
  ConfirmSignUpRequest,
  ConfirmSignUpResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Given, Operations } from "../../operation.ts"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { User } from "../../userpool/user.ts"
import { changeAnswer, named } from "../wrap.ts"

/** Changes what AdminGetUser answers of users who confirmed with a code. */
export function changeConfirmed(
  operations: Operations,
  change: (shown: Given<AdminGetUserResponse>) => Given<AdminGetUserResponse>,
): void {
  const confirmed = new WeakSet<User>()
  changeAnswer<ConfirmSignUpResponse, ConfirmSignUpRequest>(
    operations,
    "ConfirmSignUp",
    (answer, input, context) => {
      const { user } = named(context, input)
      if (user) confirmed.add(user)
      return answer
    },
  )
  changeAnswer<AdminGetUserResponse, AdminGetUserRequest>(
    operations,
    "AdminGetUser",
    (answer, { UserPoolId, Username }, context) =>
      confirmed.has(userOf(poolOf(context, UserPoolId), Username)) ? change(answer) : answer,
  )
}
