import type { Fault } from "../fault.ts"
import { changeOverrideV2 } from "../functions.ts"

export const accessTokenChangesInBoth: Fault = {
  name: "access-token-changes-in-both",
  says: "What accessTokenGeneration adds is in the ID token too.",
  breaks: ["triggers.pre-token-generation-v2/access-token-claims"],
  apply({ policies }) {
    changeOverrideV2(policies, ({ idTokenGeneration, accessTokenGeneration, ...override }) => ({
      ...override,
      ...(accessTokenGeneration && { accessTokenGeneration }),
      idTokenGeneration: {
        ...idTokenGeneration,
        claimsToAddOrOverride: {
          ...accessTokenGeneration?.claimsToAddOrOverride,
          ...idTokenGeneration?.claimsToAddOrOverride,
        },
      },
    }))
  },
}
