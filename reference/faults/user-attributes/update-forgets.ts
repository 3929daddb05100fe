import type {
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const updateForgets: Fault = {
  name: "update-forgets",
  says: "UpdateUserAttributes stores nothing but e-mail address and phone number.",
  breaks: ["idp.user-attributes/update"],
  apply({ idp }) {
    wrap<UpdateUserAttributesRequest, UpdateUserAttributesResponse>(
      idp,
      "UpdateUserAttributes",
      async (call, input, context) => {
        const { user } = bearerOf(context, input.AccessToken)
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
