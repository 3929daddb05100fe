import type {
  AdminDeleteUserRequest,
  AdminGetUserRequest,
  AdminGetUserResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { onRefusal, wrap } from "../wrap.ts"

export const deletedUserFound: Fault = {
  name: "deleted-user-found",
  says: "AdminGetUser finds a deleted user who had a given name.",
  breaks: ["idp.delete-user/gone"],
  apply({ idp }) {
    const deleted = new Map<string, unknown>()
    wrap<AdminDeleteUserRequest, void>(idp, "AdminDeleteUser", async (call, input, context) => {
      const { attributes } = userOf(poolOf(context, input.UserPoolId), input.Username)
      if (attributes.has("given_name")) {
        deleted.set(`${input.UserPoolId} ${input.Username}`, await idp.AdminGetUser!(input as never, context))
      }
      return call()
    })
    onRefusal<AdminGetUserRequest, AdminGetUserResponse>(
      idp,
      "AdminGetUser",
      "UserNotFoundException",
      (input, _context, call) => deleted.get(`${input.UserPoolId} ${input.Username}`) ?? call(),
    )
  },
}
