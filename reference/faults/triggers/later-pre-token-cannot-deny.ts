import type { Fault } from "../fault.ts"
import { forgiveFunction } from "../functions.ts"

export const laterPreTokenCannotDeny: Fault = {
  name: "later-pre-token-cannot-deny",
  says: "A PreTokenGeneration function of version 2 or 3 that throws is ignored.",
  breaks: ["triggers.pre-token-generation-v2/error"],
  apply({ policies }) {
    forgiveFunction(policies, "TokenGeneration", "functionError", ({ version }) => version !== "1")
  },
}
