import type { Fault } from "../fault.ts"
import { changeOverride } from "../functions.ts"

export const claimsNotReplaced: Fault = {
  name: "claims-not-replaced",
  says: "claimsToAddOrOverride adds claims and replaces no attribute.",
  breaks: ["triggers.pre-token-generation/overrides-claim"],
  apply({ policies }) {
    changeOverride(policies, (override, { request }) => ({
      ...override,
      claimsToAddOrOverride: Object.fromEntries(
        Object.entries(override.claimsToAddOrOverride ?? {}).filter(
          ([name]) => !Object.hasOwn(request.userAttributes as object, name),
        ),
      ),
    }))
  },
}
