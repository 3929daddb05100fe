import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const eventWithoutRoles: Fault = {
  name: "event-without-roles",
  says: "groupConfiguration does not tell the roles of the groups.",
  breaks: ["triggers.pre-token-generation/event-groups"],
  apply({ policies }) {
    changeEvent(policies, "TokenGeneration", (event) => {
      const groupConfiguration = { ...(event.request.groupConfiguration as object), iamRolesToOverride: [] }
      return { ...event, request: { ...event.request, groupConfiguration } }
    })
  },
}
