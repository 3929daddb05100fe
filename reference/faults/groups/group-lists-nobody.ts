import type { ListUsersInGroupResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const groupListsNobody: Fault = {
  name: "group-lists-nobody",
  says: "ListUsersInGroup lists nobody.",
  breaks: ["idp.groups/members"],
  apply({ idp }) {
    changeAnswer<ListUsersInGroupResponse>(idp, "ListUsersInGroup", () => ({ Users: [] }))
  },
}
