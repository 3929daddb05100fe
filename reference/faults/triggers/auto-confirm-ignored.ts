import type { Fault } from "../fault.ts"
import { changeResponse } from "../functions.ts"

export const autoConfirmIgnored: Fault = {
  name: "auto-confirm-ignored",
  says: "autoConfirmUser does not count.",
  breaks: ["triggers.pre-sign-up/auto-confirms"],
  apply({ policies }) {
    changeResponse(policies, "PreSignUp", (response) => ({ ...response, autoConfirmUser: false }))
  },
}
