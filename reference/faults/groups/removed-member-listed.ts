import type {
  AdminRemoveUserFromGroupRequest,
  ListUsersInGroupRequest,
  ListUsersInGroupResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const removedMemberListed: Fault = {
  name: "removed-member-listed",
  says: "Whoever was removed from a group is still listed in it.",
  breaks: ["idp.groups/removed-member"],
  apply({ idp }) {
    const removed = new Map<string, User>()
    wrap<AdminRemoveUserFromGroupRequest, void>(idp, "AdminRemoveUserFromGroup", (call, input, context) => {
      removed.set(
        `${input.UserPoolId} ${input.GroupName}`,
        userOf(poolOf(context, input.UserPoolId), input.Username),
      )
      return call()
    })
    wrap<ListUsersInGroupRequest, ListUsersInGroupResponse>(idp, "ListUsersInGroup", (call, input) => {
      const user = removed.get(`${input.UserPoolId} ${input.GroupName}`)
      user?.groups.add(input.GroupName)
      const answer = call()
      user?.groups.delete(input.GroupName)
      return answer
    })
  },
}
