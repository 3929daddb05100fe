import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const attributesToGetIgnored: Fault = {
  name: "attributes-to-get-ignored",
  says: "ListUsers lists all attributes, whatever AttributesToGet wants.",
  breaks: ["idp.list-users/attributes-to-get"],
  apply({ idp }) {
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, { AttributesToGet, ...input }) =>
      call(input),
    )
  },
}
