import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const noRolesEmpty: Fault = {
  name: "no-roles-empty",
  says: "Groups without roles give an empty cognito:roles.",
  breaks: ["tokens.groups/roles-absent"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) => ({
      ...(claims["cognito:groups"] !== undefined && { "cognito:roles": [] }),
      ...claims,
    }))
  },
}
