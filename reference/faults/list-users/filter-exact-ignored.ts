import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const filterExactIgnored: Fault = {
  name: "filter-exact-ignored",
  says: "ListUsers takes no notice of a filter with =.",
  breaks: ["idp.list-users/filter-exact"],
  apply({ idp }) {
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, { Filter, ...input }) =>
      call(
        Filter && /^\w+ = /.test(Filter) && !Filter.startsWith("status")
          ? input
          : { ...input, ...(Filter && { Filter }) },
      ),
    )
  },
}
