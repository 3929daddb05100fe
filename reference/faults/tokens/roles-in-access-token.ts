import { groupClaims } from "../../userpool/groups.ts"
import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const rolesInAccessToken: Fault = {
  name: "roles-in-access-token",
  says: "The access token tells the roles of the groups too.",
  breaks: ["tokens.groups/roles-id-token-only"],
  apply({ policies }) {
    changeClaims(policies, "access", (claims, { user }, pool) => {
      const { roles } = groupClaims(pool, user)
      return { ...claims, ...(roles.length > 0 && { "cognito:roles": roles }) }
    })
  },
}
