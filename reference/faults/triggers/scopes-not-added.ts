import type { Fault } from "../fault.ts"
import { changeOverrideV2 } from "../functions.ts"

export const scopesNotAdded: Fault = {
  name: "scopes-not-added",
  says: "scopesToAdd does not count.",
  breaks: [
    "triggers.pre-token-generation-v2/adds-scopes",
    "triggers.pre-token-generation-v2/suppresses-scopes",
  ],
  apply({ policies }) {
    changeOverrideV2(policies, (override) => ({
      ...override,
      ...(override.accessTokenGeneration && {
        accessTokenGeneration: { ...override.accessTokenGeneration, scopesToAdd: [] },
      }),
    }))
  },
}
