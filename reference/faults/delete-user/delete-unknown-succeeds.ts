import type { AdminDeleteUserRequest } from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const deleteUnknownSucceeds: Fault = {
  name: "delete-unknown-succeeds",
  says: "In a pool that has users, AdminDeleteUser of one who does not exist succeeds.",
  breaks: ["idp.delete-user/unknown"],
  apply({ idp }) {
    onRefusal<AdminDeleteUserRequest, void>(
      idp,
      "AdminDeleteUser",
      "UserNotFoundException",
      ({ UserPoolId }, context, call) => (poolOf(context, UserPoolId).users.size > 0 ? undefined : call()),
    )
  },
}
