import type { GetGroupResponse } from "@aws-sdk/client-cognito-identity-provider"
import type { Fault } from "../fault.ts"
import { changeAnswer } from "../wrap.ts"

export const groupDescriptionLost: Fault = {
  name: "group-description-lost",
  says: "GetGroup does not show the description.",
  breaks: ["idp.groups/create"],
  apply({ idp }) {
    changeAnswer<GetGroupResponse>(idp, "GetGroup", ({ Group }) => {
      const { Description, ...group } = Group!
      return { Group: group }
    })
  },
}
