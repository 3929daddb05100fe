import type { Fault } from "../fault.ts"
import { forgiveFunction } from "../functions.ts"

export const badJsonForgiven: Fault = {
  name: "bad-json-forgiven",
  says: "A PreSignUp function that answers no JSON is ignored.",
  breaks: ["triggers.pre-sign-up/bad-json"],
  apply({ policies }) {
    forgiveFunction(policies, "PreSignUp", "invalidJson")
  },
}
