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
import { changeAnswer, wrap } from "../wrap.ts"

export const adminUpdateForgets: Fault = {
  name: "admin-update-forgets",
  says: "AdminGetUser shows the attributes of before AdminUpdateUserAttributes, but for addresses.",
  breaks: ["idp.user-attributes/admin-update"],
  apply({ idp }) {
    const stale = new WeakMap<User, Map<string, string>>()
    wrap<AdminUpdateUserAttributesRequest, AdminUpdateUserAttributesResponse>(
      idp,
      "AdminUpdateUserAttributes",
      (call, input, context) => {
        const user = userOf(poolOf(context, input.UserPoolId), input.Username)
        stale.set(user, new Map(user.attributes))
        return call()
      },
    )
    changeAnswer<AdminGetUserResponse, AdminGetUserRequest>(idp, "AdminGetUser", (answer, input, context) => {
      const before = stale.get(userOf(poolOf(context, input.UserPoolId), input.Username))
      if (!before) return answer
      const isAddress = ({ Name }: { Name: string }) => /^(email|phone_number)/.test(Name)
      const shown = [...before]
        .map(([Name, Value]) => ({ Name, Value }))
        .filter((attribute) => !isAddress(attribute))
      return { ...answer, UserAttributes: [...shown, ...answer.UserAttributes!.filter(isAddress)] }
    })
  },
}
