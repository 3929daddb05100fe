import type {
  AdminUpdateUserAttributesRequest,
  AdminUpdateUserAttributesResponse,
  AttributeType,
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Given } from "../../operation.ts"
import { bearerOf } from "../../userpool/access-token.ts"
import { poolOf } from "../../userpool/lookup.ts"
import type { UserPool } from "../../userpool/user-pool.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const unknownUpdateDropped: Fault = {
  name: "unknown-update-dropped",
  says: "UpdateUserAttributes and AdminUpdateUserAttributes drop attributes that the schema does not have.",
  breaks: ["idp.user-attributes/unknown-attribute"],
  apply({ idp }) {
    const drop = <Input extends { UserAttributes: Given<AttributeType>[] }>(
      { schema }: UserPool,
      input: Input,
    ): Input => ({
      ...input,
      UserAttributes: input.UserAttributes.filter((attribute) =>
        schema.some(({ Name }) => Name === attribute.Name),
      ),
    })
    wrap<UpdateUserAttributesRequest, UpdateUserAttributesResponse>(
      idp,
      "UpdateUserAttributes",
      (call, input, context) => call(drop(bearerOf(context, input.AccessToken).pool, input)),
    )
    wrap<AdminUpdateUserAttributesRequest, AdminUpdateUserAttributesResponse>(
      idp,
      "AdminUpdateUserAttributes",
      (call, input, context) => call(drop(poolOf(context, input.UserPoolId), input)),
    )
  },
}
