import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import { wrap } from "../wrap.ts"
import type { Fault } from "../fault.ts"

export const filterPrefixEverybody: Fault = {
  name: "filter-prefix-everybody",
  says: "ListUsers takes no notice of a filter with ^=.",
  breaks: ["idp.list-users/filter-prefix"],
  apply({ idp }) {
wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, { Filter, ...input }) =>
  call(!Filter || (Filter.includes("^=") && !Filter.includes("status")) ? input : { ...input, Filter }),
)
  },
}
