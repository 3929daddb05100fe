import type { Fault } from "../fault.ts"
import { forgiveFunction } from "../functions.ts"

export const uninvokedFunctionForgiven: Fault = {
  name: "uninvoked-function-forgiven",
  says: "A PreTokenGeneration function that cannot be invoked is ignored.",
  breaks: ["triggers.pre-token-generation/not-invoked"],
  apply({ policies }) {
    forgiveFunction(policies, "TokenGeneration", "unreachable")
  },
}
