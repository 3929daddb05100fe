import type { Fault } from "../fault.ts"
import { changeOverrideV2 } from "../functions.ts"

export const accessTokenNotSuppressed: Fault = {
  name: "access-token-not-suppressed",
  says: "claimsToSuppress of accessTokenGeneration does not count.",
  breaks: [
    "triggers.pre-token-generation-v2/access-token-claims",
    "triggers.pre-token-generation-v2/suppress-wins",
  ],
  apply({ policies }) {
    changeOverrideV2(policies, (override) => ({
      ...override,
      ...(override.accessTokenGeneration && {
        accessTokenGeneration: { ...override.accessTokenGeneration, claimsToSuppress: [] },
      }),
    }))
  },
}
