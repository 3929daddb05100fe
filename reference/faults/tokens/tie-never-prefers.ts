import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const tieNeverPrefers: Fault = {
  name: "tie-never-prefers",
  says: "Groups of equal precedence give no preferred role, even if their role is the same.",
  breaks: ["tokens.groups/preferred-role-same-arn"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { user }, pool) => {
      const withRole = [...user.groups].map((name) => pool.groups.get(name)!).filter(({ RoleArn }) => RoleArn)
      const precedences = withRole.map(({ Precedence }) => Precedence)
      const isTie = new Set(precedences).size < precedences.length
      return isTie ? { ...claims, "cognito:preferred_role": undefined } : claims
    })
  },
}
