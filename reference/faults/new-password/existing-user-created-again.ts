import type {
  AdminCreateUserRequest,
  AdminCreateUserResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { listedUser } from "../../userpool/listed-user.ts"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const existingUserCreatedAgain: Fault = {
  name: "existing-user-created-again",
  says: "AdminCreateUser of a user who exists answers as if it had made one.",
  breaks: ["idp.new-password/existing-user", "idp.user-lifecycle/refusals"],
  apply({ idp }) {
    onRefusal<AdminCreateUserRequest, AdminCreateUserResponse>(
      idp,
      "AdminCreateUser",
      "UsernameExistsException",
      ({ UserPoolId, Username }, context) => ({
        User: listedUser(userOf(poolOf(context, UserPoolId), Username)),
      }),
    )
  },
}
