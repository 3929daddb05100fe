import type {
  DeleteUserAttributesRequest,
  DeleteUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const deleteAttributesForgets: Fault = {
  name: "delete-attributes-forgets",
  says: "DeleteUserAttributes answers well and deletes nothing.",
  breaks: ["idp.user-attributes/delete"],
  apply({ idp }) {
    wrap<DeleteUserAttributesRequest, DeleteUserAttributesResponse>(
      idp,
      "DeleteUserAttributes",
      async (call, input, context) => {
        const { user } = bearerOf(context, input.AccessToken)
        const before = new Map(user.attributes)
        const answer = await call()
        for (const [name, value] of before) user.attributes.set(name, value)
        return answer
      },
    )
  },
}
