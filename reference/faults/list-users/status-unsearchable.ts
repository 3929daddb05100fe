import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import { invalidParameter } from "../../errors.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const statusUnsearchable: Fault = {
  name: "status-unsearchable",
  says: "ListUsers cannot search for the user status.",
  breaks: ["idp.list-users/filter-status"],
  apply({ idp }) {
    wrap<ListUsersRequest, ListUsersResponse>(idp, "ListUsers", (call, input) =>
      input.Filter?.includes("cognito:user_status")
        ? invalidParameter("Invalid search attribute: cognito:user_status")
        : call(),
    )
  },
}
