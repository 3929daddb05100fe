import type { Fault } from "../fault.ts"
import { changeOverride } from "../functions.ts"

export const rolesNotReplaced: Fault = {
  name: "roles-not-replaced",
  says: "iamRolesToOverride and preferredRole of an answer do not count.",
  breaks: ["triggers.pre-token-generation/roles"],
  apply({ policies }) {
    changeOverride(policies, (override, { request }) => {
      const { groupsToOverride } = override.groupOverrideDetails ?? {}
      return groupsToOverride?.length
        ? {
            ...override,
            groupOverrideDetails: { ...(request.groupConfiguration as object), groupsToOverride },
          }
        : override
    })
  },
}
