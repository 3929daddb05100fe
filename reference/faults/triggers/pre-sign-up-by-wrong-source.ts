import type { Fault } from "../fault.ts"
import { changeEvent } from "../functions.ts"

export const preSignUpByWrongSource: Fault = {
  name: "pre-sign-up-by-wrong-source",
  says: "The source of a SignUp's PreSignUp is that of an administrator's.",
  breaks: ["triggers.pre-sign-up/event"],
  apply({ policies }) {
    changeEvent(policies, "PreSignUp_SignUp", (event) => ({
      ...event,
      triggerSource: "PreSignUp_AdminCreateUser",
    }))
  },
}
