import type { Fault } from "../fault.ts"
import { forgiveFunction } from "../functions.ts"

export const preTokenCannotDeny: Fault = {
  name: "pre-token-cannot-deny",
  says: "A PreTokenGeneration function that throws is ignored.",
  breaks: ["triggers.pre-token-generation/error"],
  apply({ policies }) {
    forgiveFunction(policies, "TokenGeneration", "functionError")
  },
}
