import type {
  AdminGetUserRequest,
  AdminGetUserResponse,
  AdminUpdateUserAttributesRequest,
  AdminUpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const adminCannotVerify: Fault = {
  name: "admin-cannot-verify",
  says: "An address that an administrator set as verified is shown as unverified.",
  breaks: ["idp.user-attributes/admin-verifies"],
  apply({ idp }) {
    const verified = new WeakSet<User>()
    changeAnswer<AdminUpdateUserAttributesResponse, AdminUpdateUserAttributesRequest>(
      idp,
      "AdminUpdateUserAttributes",
      (answer, input, context) => {
        verified.add(userOf(poolOf(context, input.UserPoolId), input.Username))
        return answer
      },
    )
    changeAnswer<AdminGetUserResponse, AdminGetUserRequest>(idp, "AdminGetUser", (answer, input, context) => {
      if (!verified.has(userOf(poolOf(context, input.UserPoolId), input.Username))) return answer
      const others = answer.UserAttributes!.filter(({ Name }) => Name !== "email_verified")
      return { ...answer, UserAttributes: [...others, { Name: "email_verified", Value: "false" }] }
    })
  },
}
