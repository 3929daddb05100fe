import type { Fault } from "../fault.ts"
import { changeOverrideV2 } from "../functions.ts"

export const scopesNotSuppressed: Fault = {
  name: "scopes-not-suppressed",
  says: "scopesToSuppress does not count.",
  breaks: ["triggers.pre-token-generation-v2/suppresses-scopes", "tokens.access-token/required-scope"],
  apply({ policies }) {
    changeOverrideV2(policies, (override) => ({
      ...override,
      ...(override.accessTokenGeneration && {
        accessTokenGeneration: { ...override.accessTokenGeneration, scopesToSuppress: [] },
      }),
    }))
  },
}
