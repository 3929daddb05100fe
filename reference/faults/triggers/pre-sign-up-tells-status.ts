import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const preSignUpTellsStatus: Fault = {
  name: "pre-sign-up-tells-status",
  says: "The event of PreSignUp has the user's status.",
  breaks: ["triggers.pre-sign-up/event-no-sub"],
  apply({ policies }) {
    changeEvent(policies, "PreSignUp", (event) => {
      const userAttributes = {
        ...(event.request.userAttributes as object),
        "cognito:user_status": "UNCONFIRMED",
      }
      return { ...event, request: { ...event.request, userAttributes } }
    })
  },
}
