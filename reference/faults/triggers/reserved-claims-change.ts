import type { Fault } from "../fault.ts"
import { changeOverride } from "../functions.ts"
import { changeClaims } from "../sign-ins.ts"

export const reservedClaimsChange: Fault = {
  name: "reserved-claims-change",
  says: "A function may replace every claim.",
  breaks: ["triggers.pre-token-generation/protected-claims"],
  apply({ policies }) {
    const wanted = new Map<string, object>()
    changeOverride(policies, (override, { userName }) => {
      const kept = Object.entries(override.claimsToAddOrOverride ?? {}).filter(
        ([name]) => !override.claimsToSuppress?.includes(name),
      )
      wanted.set(userName, Object.fromEntries(kept))
      return override
    })
    changeClaims(policies, "id", (claims, { user }) => ({ ...claims, ...wanted.get(user.username) }))
  },
}
