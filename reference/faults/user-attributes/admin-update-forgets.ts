import type {
  AdminUpdateUserAttributesRequest,
  AdminUpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const adminUpdateForgets: Fault = {
  name: "admin-update-forgets",
  says: "AdminUpdateUserAttributes stores nothing but e-mail address and phone number.",
  breaks: ["idp.user-attributes/admin-update"],
  apply({ idp }) {
    wrap<AdminUpdateUserAttributesRequest, AdminUpdateUserAttributesResponse>(
      idp,
      "AdminUpdateUserAttributes",
      async (call, input, context) => {
        const user = userOf(poolOf(context, input.UserPoolId), input.Username)
        const before = new Map(user.attributes)
        const answer = await call()
        for (const { Name } of input.UserAttributes) {
          if (/^(email|phone_number)/.test(Name)) continue
          const value = before.get(Name)
          if (value === undefined) user.attributes.delete(Name)
          else user.attributes.set(Name, value)
        }
        return answer
      },
    )
  },
}
