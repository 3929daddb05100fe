import type { Fault } from "../fault.ts"
import { changeOverride } from "../functions.ts"

export const groupsNotSuppressed: Fault = {
  name: "groups-not-suppressed",
  says: "claimsToSuppress cannot take the groups away.",
  breaks: ["triggers.pre-token-generation/suppresses-groups"],
  apply({ policies }) {
    changeOverride(policies, (override) => ({
      ...override,
      claimsToSuppress: (override.claimsToSuppress ?? []).filter((name) => name !== "cognito:groups"),
    }))
  },
}
