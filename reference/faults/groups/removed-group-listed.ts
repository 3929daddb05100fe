import type {
  AdminListGroupsForUserRequest,
  AdminListGroupsForUserResponse,
  AdminRemoveUserFromGroupRequest,
} from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import { userOf } from "../../userpool/names.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const removedGroupListed: Fault = {
  name: "removed-group-listed",
  says: "A group that a user was removed from is still listed with the user.",
  breaks: ["idp.groups/removed-member"],
  apply({ idp }) {
    const removed = new Map<string, string>()
    wrap<AdminRemoveUserFromGroupRequest, void>(idp, "AdminRemoveUserFromGroup", (call, input) => {
      removed.set(`${input.UserPoolId} ${input.Username}`, input.GroupName)
      return call()
    })
    wrap<AdminListGroupsForUserRequest, AdminListGroupsForUserResponse>(
      idp,
      "AdminListGroupsForUser",
      (call, input, context) => {
        const group = removed.get(`${input.UserPoolId} ${input.Username}`)
        if (group === undefined) return call()
        const user = userOf(poolOf(context, input.UserPoolId), input.Username)
        user.groups.add(group)
        const answer = call()
        user.groups.delete(group)
        return answer
      },
    )
  },
}
