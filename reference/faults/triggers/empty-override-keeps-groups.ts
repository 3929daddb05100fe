import type { Fault } from "../fault.ts"
import { changeOverride } from "../functions.ts"

export const emptyOverrideKeepsGroups: Fault = {
  name: "empty-override-keeps-groups",
  says: "Empty groupOverrideDetails leave the groups as they are.",
  breaks: ["triggers.pre-token-generation/empty-groups"],
  apply({ policies }) {
    changeOverride(policies, ({ groupOverrideDetails, ...override }) =>
      Object.keys(groupOverrideDetails ?? {}).length > 0
        ? { ...override, groupOverrideDetails: groupOverrideDetails! }
        : override,
    )
  },
}
