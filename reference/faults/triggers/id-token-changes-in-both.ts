import type { Fault } from "../fault.ts"
import { changeOverrideV2 } from "../functions.ts"

export const idTokenChangesInBoth: Fault = {
  name: "id-token-changes-in-both",
  says: "What idTokenGeneration adds is in the access token too.",
  breaks: ["triggers.pre-token-generation-v2/id-token-claims"],
  apply({ policies }) {
    changeOverrideV2(policies, ({ idTokenGeneration, accessTokenGeneration, ...override }) => ({
      ...override,
      ...(idTokenGeneration && { idTokenGeneration }),
      accessTokenGeneration: {
        ...accessTokenGeneration,
        claimsToAddOrOverride: {
          ...idTokenGeneration?.claimsToAddOrOverride,
          ...accessTokenGeneration?.claimsToAddOrOverride,
        },
      },
    }))
  },
}
