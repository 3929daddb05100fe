import type { Fault } from "./fault.ts"

export const unsignedCallsAccepted: Fault = {
  name: "unsigned-calls-accepted",
  says: "An administrator's call without credentials is served.",
  breaks: ["idp.authorization/unsigned"],
  apply({ policies }) {
    const { mustBeSigned } = policies
    policies.mustBeSigned = (operation, isSigned) => isSigned && mustBeSigned(operation, isSigned)
  },
}
