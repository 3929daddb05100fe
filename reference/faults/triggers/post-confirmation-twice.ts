import type { Fault } from "../fault.ts"
import { aroundTrigger } from "../functions.ts"

export const postConfirmationTwice: Fault = {
  name: "post-confirmation-twice",
  says: "PostConfirmation is invoked twice.",
  breaks: ["triggers.post-confirmation/event"],
  apply({ policies }) {
    aroundTrigger(policies, "PostConfirmation_ConfirmSignUp", async (invoke, event) => {
      await invoke(event)
      return invoke(event)
    })
  },
}
