import type { GetGroupResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const groupPrecedenceLost: Fault = {
  name: "group-precedence-lost",
  says: "GetGroup does not show the precedence.",
  breaks: ["idp.groups/create"],
  apply({ idp }) {
    changeAnswer<GetGroupResponse>(idp, "GetGroup", ({ Group }) => {
      const { Precedence, ...group } = Group!
      return { Group: group }
    })
  },
}
