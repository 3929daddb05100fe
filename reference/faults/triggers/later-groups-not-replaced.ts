import type { Fault } from "../fault.ts"
import { changeOverrideV2 } from "../functions.ts"

export const laterGroupsNotReplaced: Fault = {
  name: "later-groups-not-replaced",
  says: "groupOverrideDetails of version 2 does not count.",
  breaks: ["triggers.pre-token-generation-v2/groups"],
  apply({ policies }) {
    changeOverrideV2(policies, ({ groupOverrideDetails, ...override }) => override)
  },
}
