import type { Fault } from "../fault.ts"
import { changeOverrideV2 } from "../functions.ts"

export const laterAddingWins: Fault = {
  name: "later-adding-wins",
  says: "A claim of the access token in both lists is added.",
  breaks: ["triggers.pre-token-generation-v2/suppress-wins"],
  apply({ policies }) {
    changeOverrideV2(policies, (override) => {
      const {
        claimsToAddOrOverride = {},
        claimsToSuppress = [],
        ...others
      } = override.accessTokenGeneration ?? {}
      return {
        ...override,
        accessTokenGeneration: {
          ...others,
          claimsToAddOrOverride,
          claimsToSuppress: claimsToSuppress.filter((name) => !Object.hasOwn(claimsToAddOrOverride, name)),
        },
      }
    })
  },
}
