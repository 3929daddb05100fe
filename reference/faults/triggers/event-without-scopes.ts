import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const eventWithoutScopes: Fault = {
  name: "event-without-scopes",
  says: "The event of version 2 has no scopes.",
  breaks: ["triggers.pre-token-generation-v2/event"],
  apply({ policies }) {
    changeEvent(policies, "TokenGeneration", (event) => {
      const { scopes, ...request } = event.request
      return { ...event, request }
    })
  },
}
