import type {
  UpdateUserAttributesRequest,
  UpdateUserAttributesResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const subIgnored: Fault = {
  name: "sub-ignored",
  says: "UpdateUserAttributes passes over a sub.",
  breaks: ["idp.user-attributes/sub-immutable"],
  apply({ idp }) {
    wrap<UpdateUserAttributesRequest, UpdateUserAttributesResponse>(
      idp,
      "UpdateUserAttributes",
      (call, input) =>
        call({ ...input, UserAttributes: input.UserAttributes.filter(({ Name }) => Name !== "sub") }),
    )
  },
}
