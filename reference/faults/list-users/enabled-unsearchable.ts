import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const enabledUnsearchable: Fault = {
  name: "enabled-unsearchable",
  says: "A filter by status gives everybody.",
  breaks: ["idp.list-users/filter-status"],
  apply({ idp }) {
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, { Filter, ...input }) =>
      call(!Filter || /^\s*"?status\b/.test(Filter) ? input : { ...input, Filter }),
    )
  },
}
