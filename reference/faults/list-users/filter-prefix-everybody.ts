import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const filterPrefixEverybody: Fault = {
  name: "filter-prefix-everybody",
  says: "ListUsers takes no notice of a filter with ^= whose attribute is not in quotes.",
  breaks: ["idp.list-users/filter-prefix"],
  apply({ idp }) {
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, { Filter, ...input }) =>
      call(!Filter || /^\w+ *\^=/.test(Filter) ? input : { ...input, Filter }),
    )
  },
}
