import type { Fault } from "../fault.ts"
import { forgiveFunction } from "../functions.ts"

export const preSignUpCannotDeny: Fault = {
  name: "pre-sign-up-cannot-deny",
  says: "A PreSignUp function that throws is ignored.",
  breaks: ["triggers.pre-sign-up/denies"],
  apply({ policies }) {
    forgiveFunction(policies, "PreSignUp", "functionError")
  },
}
