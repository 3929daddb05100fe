import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const filterQuotesRefused: Fault = {
  name: "filter-quotes-refused",
  says: "The attribute of a filter may not stand in quotes.",
  breaks: ["idp.list-users/filter-quoted"],
  apply({ idp }) {
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, input) =>
      input.Filter?.startsWith('"') ? invalidParameter("Error while parsing filter.") : call(),
    )
  },
}
