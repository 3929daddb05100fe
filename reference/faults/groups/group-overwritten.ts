import type { CreateGroupRequest, CreateGroupResponse } from "@aws-sdk/client-cognito-identity-provider"
import { poolOf } from "../../userpool/lookup.ts"
import type { Fault } from "../fault.ts"
import { wrap } from "../wrap.ts"

export const groupOverwritten: Fault = {
  name: "group-overwritten",
  says: "CreateGroup replaces a group of the same name.",
  breaks: ["idp.groups/duplicate"],
  apply({ idp }) {
    wrap<CreateGroupRequest, CreateGroupResponse>(idp, "CreateGroup", (call, input, context) => {
      poolOf(context, input.UserPoolId).groups.delete(input.GroupName)
      return call()
    })
  },
}
