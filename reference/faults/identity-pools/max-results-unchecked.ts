import type { Fault } from "../fault.ts"

export const maxResultsUnchecked: Fault = {
  name: "max-results-unchecked",
  says: "ListIdentityPools takes every MaxResults.",
  breaks: ["identity.pool/max-results"],
  apply({ policies }) {
    const { insistsOnConstraint } = policies
    policies.insistsOnConstraint = (operation, path) =>
      operation !== "ListIdentityPools" && insistsOnConstraint(operation, path)
  },
}
