import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const postConfirmationUnconfirmed: Fault = {
  name: "post-confirmation-unconfirmed",
  says: "PostConfirmation is told that the user is UNCONFIRMED.",
  breaks: ["triggers.post-confirmation/event"],
  apply({ policies }) {
    changeEvent(policies, "PostConfirmation_ConfirmSignUp", (event) => {
      const userAttributes = {
        ...(event.request.userAttributes as object),
        "cognito:user_status": "UNCONFIRMED",
      }
      return { ...event, request: { ...event.request, userAttributes } }
    })
  },
}
