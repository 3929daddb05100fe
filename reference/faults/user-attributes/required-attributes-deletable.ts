import type {
  DeleteUserAttributesRequest,
  DeleteUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const requiredAttributesDeletable: Fault = {
  name: "required-attributes-deletable",
  says: "DeleteUserAttributes deletes an attribute that the schema requires.",
  breaks: ["idp.user-attributes/delete-required"],
  apply({ idp }) {
    wrap<DeleteUserAttributesRequest, DeleteUserAttributesResponse>(
      idp,
      "DeleteUserAttributes",
      (call, input, context) => {
        const required = bearerOf(context, input.AccessToken).pool.schema.filter(({ Required }) => Required)
        for (const attribute of required) attribute.Required = false
        const answer = call()
        for (const attribute of required) attribute.Required = true
        return answer
      },
    )
  },
}
