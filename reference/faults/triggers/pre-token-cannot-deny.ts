import type { Fault } from "../fault.ts"
import { forgiveFunction } from "../functions.ts"

export const preTokenCannotDeny: Fault = {
  name: "pre-token-cannot-deny",
  says: "A PreTokenGeneration function of version 1 that throws at a sign-in is ignored.",
  breaks: ["triggers.pre-token-generation/error"],
  apply({ policies }) {
    forgiveFunction(
      policies,
      "TokenGeneration_Authentication",
      "functionError",
      ({ version }) => version === "1",
    )
  },
}
