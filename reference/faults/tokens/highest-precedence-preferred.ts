import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const highestPrecedencePreferred: Fault = {
  name: "highest-precedence-preferred",
  says: "The preferred role is that of the group with the highest precedence value.",
  breaks: ["tokens.groups/preferred-role", "triggers.pre-token-generation/roles"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) => ({
      ...claims,
      ...(claims["cognito:preferred_role"] !== undefined && {
        "cognito:preferred_role": (claims["cognito:roles"] as string[]).at(-1),
      }),
    }))
  },
}
