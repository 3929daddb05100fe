import type { Fault } from "../fault.ts"

export const malformedPoolIdLookedUp: Fault = {
  name: "malformed-pool-id-looked-up",
  says: "GetId looks every identity pool id up, whatever its form.",
  breaks: ["identity.get-id/malformed-id"],
  apply({ policies }) {
    const { insistsOnConstraint } = policies
    policies.insistsOnConstraint = (operation, path) =>
      (operation !== "GetId" || path !== "identityPoolId") && insistsOnConstraint(operation, path)
  },
}
