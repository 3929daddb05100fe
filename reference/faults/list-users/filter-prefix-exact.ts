import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const filterPrefixExact: Fault = {
  name: "filter-prefix-exact",
  says: "A filter with ^= gives the users whose attribute has the value.",
  breaks: ["idp.list-users/filter-prefix"],
  apply({ idp }) {
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, input) =>
      call(input.Filter ? { ...input, Filter: input.Filter.replace("^=", "=") } : input),
    )
  },
}
