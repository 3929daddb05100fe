import type { Fault } from "../fault.ts"

export const discoveryListsMoreTypes: Fault = {
  name: "discovery-lists-more-types",
  says: "The discovery document lists id_token among the response types.",
  breaks: ["tokens.discovery/values"],
  apply({ policies }) {
    const { discovery } = policies
    policies.discovery = (context, pool) => ({
      ...discovery(context, pool),
      response_types_supported: ["code", "token", "id_token"],
    })
  },
}
