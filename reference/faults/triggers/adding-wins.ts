import type { Fault } from "../fault.ts"
import { changeOverride } from "../functions.ts"

export const addingWins: Fault = {
  name: "adding-wins",
  says: "A claim in both lists is added.",
  breaks: ["triggers.pre-token-generation/suppress-wins"],
  apply({ policies }) {
    changeOverride(policies, ({ claimsToSuppress = [], ...override }) => ({
      ...override,
      claimsToSuppress: claimsToSuppress.filter(
        (name) => !Object.hasOwn(override.claimsToAddOrOverride ?? {}, name),
      ),
    }))
  },
}
