import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const preSignUpResponseEmpty: Fault = {
  name: "pre-sign-up-response-empty",
  says: "The response of PreSignUp's event is empty.",
  breaks: ["triggers.pre-sign-up/event-response"],
  apply({ policies }) {
    changeEvent(policies, "PreSignUp", (event) => ({ ...event, response: {} }))
  },
}
