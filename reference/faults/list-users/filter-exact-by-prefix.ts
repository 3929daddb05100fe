import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const filterExactByPrefix: Fault = {
  name: "filter-exact-by-prefix",
  says: "A filter with = gives the users whose attribute begins with the value.",
  breaks: ["idp.list-users/filter-exact"],
  apply({ idp }) {
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, input) =>
      call(input.Filter ? { ...input, Filter: input.Filter.replace(/\^?=/, "^=") } : input),
    )
  },
}
