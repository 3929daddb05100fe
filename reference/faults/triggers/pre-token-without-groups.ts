import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const preTokenWithoutGroups: Fault = {
  name: "pre-token-without-groups",
  says: "The event of PreTokenGeneration has no group configuration.",
  breaks: [
    "triggers.pre-token-generation/event",
    "triggers.pre-token-generation-v2/event",
    "triggers.pre-token-generation/event-groups",
  ],
  apply({ policies }) {
    changeEvent(policies, "TokenGeneration", (event) => {
      const { groupConfiguration, ...request } = event.request
      return { ...event, request }
    })
  },
}
