import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const listUsersSkips: Fault = {
  name: "list-users-skips",
  says: "Every page of ListUsers but the first skips a user.",
  breaks: ["idp.list-users/every-user-once"],
  apply({ idp }) {
    changeAnswer<ListUsersResponse, ListUsersRequest>(idp, "ListUsers", (answer, input) =>
      input.PaginationToken ? { ...answer, Users: answer.Users!.slice(1) } : answer,
    )
  },
}
