import type { Fault } from "../fault.ts"
import { changeOverride } from "../functions.ts"

export const groupsNotReplaced: Fault = {
  name: "groups-not-replaced",
  says: "groupOverrideDetails does not count.",
  breaks: [
    "triggers.pre-token-generation/groups",
    "triggers.pre-token-generation/empty-groups",
    "triggers.pre-token-generation/roles",
  ],
  apply({ policies }) {
    changeOverride(policies, ({ claimsToAddOrOverride, claimsToSuppress }) => ({
      ...(claimsToAddOrOverride && { claimsToAddOrOverride }),
      ...(claimsToSuppress && { claimsToSuppress }),
    }))
  },
}
