import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const preAuthenticationWithoutAttributes: Fault = {
  name: "pre-authentication-without-attributes",
  says: "The event of PreAuthentication has no user attributes.",
  breaks: ["triggers.authentication/pre-event"],
  apply({ policies }) {
    changeEvent(policies, "PreAuthentication", (event) => ({
      ...event,
      request: { ...event.request, userAttributes: {} },
    }))
  },
}
