import type { Fault } from "../fault.ts"
import { changeResponse } from "../functions.ts"

export const autoVerifyIgnored: Fault = {
  name: "auto-verify-ignored",
  says: "autoVerifyEmail does not count.",
  breaks: ["triggers.pre-sign-up/auto-verifies"],
  apply({ policies }) {
    changeResponse(policies, "PreSignUp", (response) => ({ ...response, autoVerifyEmail: false }))
  },
}
