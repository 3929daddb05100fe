import type {
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const valuesCut: Fault = {
  name: "values-cut",
  says: "UpdateUserAttributes cuts a value after 2048 characters.",
  breaks: ["idp.user-attributes/too-long"],
  apply({ policies, idp }) {
    const { insistsOnConstraint } = policies
    policies.insistsOnConstraint = (operation, path) =>
      !(operation === "UpdateUserAttributes" && path.startsWith("userAttributes.")) &&
      insistsOnConstraint(operation, path)
    wrap<UpdateUserAttributesRequest, UpdateUserAttributesResponse>(
      idp,
      "UpdateUserAttributes",
      (call, input) =>
        call({
          ...input,
          UserAttributes: input.UserAttributes.map(({ Name, Value = "" }) => ({
            Name,
            Value: Value.slice(0, 2048),
          })),
        }),
    )
  },
}
