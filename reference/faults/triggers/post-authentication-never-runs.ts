import type { Fault } from "../fault.ts"
import { aroundTrigger } from "../functions.ts"

export const postAuthenticationNeverRuns: Fault = {
  name: "post-authentication-never-runs",
  says: "PostAuthentication is not invoked.",
  breaks: ["triggers.authentication/post-event", "triggers.authentication/post-not-on-failure"],
  apply({ policies }) {
    aroundTrigger(policies, "PostAuthentication", async (_invoke, event) => ({ payload: event }))
  },
}
