import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const recoverySaysSignUp: Fault = {
  name: "recovery-says-sign-up",
  says: "After ConfirmForgotPassword the source of PostConfirmation is that of a sign-up.",
  breaks: ["triggers.post-confirmation/after-recovery"],
  apply({ policies }) {
    changeEvent(policies, "PostConfirmation_ConfirmForgotPassword", (event) => ({
      ...event,
      triggerSource: "PostConfirmation_ConfirmSignUp",
    }))
  },
}
