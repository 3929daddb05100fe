import type { ListUsersRequest, ListUsersResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Given } from "../../operation.ts"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const listUsersRepeats: Fault = {
  name: "list-users-repeats",
  says: "A page of ListUsers begins with the user with whom the one before ended.",
  breaks: ["idp.list-users/every-user-once"],
  apply({ idp }) {
    const last = new Map<string, Given<ListUsersResponse>["Users"]>()
    changeAnswer<ListUsersResponse, ListUsersRequest>(
      idp,
      "ListUsers",
      (answer, { UserPoolId, PaginationToken }) => {
        const before = (PaginationToken && last.get(UserPoolId)) || []
        const Users = [...before, ...answer.Users!].slice(0, answer.Users!.length)
        last.set(UserPoolId, Users.slice(-1))
        return { ...answer, Users }
      },
    )
  },
}
