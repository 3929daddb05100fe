import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const filterSpacesNeeded: Fault = {
  name: "filter-spaces-needed",
  says: "A filter wants spaces around its operator.",
  breaks: ["idp.list-users/filter-quoted"],
  apply({ idp }) {
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, input) =>
      !input.Filter || / \^?= /.test(input.Filter) ? call() : invalidParameter("Error while parsing filter."),
    )
  },
}
