import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const preSignUpInAnotherRegion: Fault = {
  name: "pre-sign-up-in-another-region",
  says: "The event of PreSignUp names another region.",
  breaks: ["triggers.pre-sign-up/event"],
  apply({ policies }) {
    changeEvent(policies, "PreSignUp", (event) => ({ ...event, region: "local" }))
  },
}
