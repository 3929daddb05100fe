import type { Fault } from "../fault.ts"
import { forgiveFunction } from "../functions.ts"

export const preTokenBadJsonForgiven: Fault = {
  name: "pre-token-bad-json-forgiven",
  says: "A PreTokenGeneration function that answers no JSON is ignored.",
  breaks: ["triggers.pre-token-generation/bad-json"],
  apply({ policies }) {
    forgiveFunction(policies, "TokenGeneration", "invalidJson")
  },
}
