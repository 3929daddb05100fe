import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const tiePrefersFirst: Fault = {
  name: "tie-prefers-first",
  says: "Of groups with equal precedence the first one's role is preferred.",
  breaks: ["tokens.groups/preferred-role-tie"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) => ({
      ...(Array.isArray(claims["cognito:roles"]) && { "cognito:preferred_role": claims["cognito:roles"][0] }),
      ...claims,
    }))
  },
}
