import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const refreshSaysAuthentication: Fault = {
  name: "refresh-says-authentication",
  says: "The source of a refresh's PreTokenGeneration is that of a sign-in.",
  breaks: ["triggers.pre-token-generation/refresh-event"],
  apply({ policies }) {
    changeEvent(policies, "TokenGeneration_RefreshTokens", (event) => ({
      ...event,
      triggerSource: "TokenGeneration_Authentication",
    }))
  },
}
