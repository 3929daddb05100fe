import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const noRoles: Fault = {
  name: "no-roles",
  says: "The ID token does not tell the roles of the groups.",
  breaks: ["tokens.groups/roles", "tokens.groups/preferred-role-tie", "triggers.pre-token-generation/roles"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) => ({ ...claims, "cognito:roles": undefined }))
  },
}
