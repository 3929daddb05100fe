import type {
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { bearerOf } from "../../userpool/access-token.ts"
import type { Fault } from "../fault.ts"
import { withMembers, wrap } from "../wrap.ts"

export const writePermissionIgnored: Fault = {
  name: "write-permission-ignored",
  says: "UpdateUserAttributes takes no notice of WriteAttributes.",
  breaks: ["idp.user-attributes/write-permission"],
  apply({ idp }) {
    wrap<UpdateUserAttributesRequest, UpdateUserAttributesResponse>(
      idp,
      "UpdateUserAttributes",
      (call, input, context) => {
        const { client, pool } = bearerOf(context, input.AccessToken)
        return withMembers(client.settings, { WriteAttributes: pool.schema.map(({ Name }) => Name) }, call)
      },
    )
  },
}
