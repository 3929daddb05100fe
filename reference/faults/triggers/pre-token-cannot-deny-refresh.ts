import type { Fault } from "../fault.ts"
import { forgiveFunction } from "../functions.ts"

export const preTokenCannotDenyRefresh: Fault = {
  name: "pre-token-cannot-deny-refresh",
  says: "A PreTokenGeneration function that throws at a refresh is ignored.",
  breaks: ["triggers.pre-token-generation/refresh-error"],
  apply({ policies }) {
    forgiveFunction(policies, "TokenGeneration_RefreshTokens", "functionError")
  },
}
