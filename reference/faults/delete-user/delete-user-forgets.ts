import type { DeleteUserRequest } from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const deleteUserForgets: Fault = {
  name: "delete-user-forgets",
  says: "DeleteUser answers well and deletes nobody.",
  breaks: ["idp.delete-user/self"],
  apply({ idp }) {
    wrap<DeleteUserRequest, void>(idp, "DeleteUser", (_call, input, context) => {
      bearerOf(context, input.AccessToken)
    })
  },
}
