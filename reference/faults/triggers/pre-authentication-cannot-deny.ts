import type { Fault } from "../fault.ts"
import { forgiveFunction } from "../functions.ts"

export const preAuthenticationCannotDeny: Fault = {
  name: "pre-authentication-cannot-deny",
  says: "A PreAuthentication function that throws is ignored.",
  breaks: ["triggers.authentication/pre-denies"],
  apply({ policies }) {
    forgiveFunction(policies, "PreAuthentication", "functionError")
  },
}
