import type { Fault } from "../fault.ts"
import { changeOverride } from "../functions.ts"
import { changeClaims } from "../sign-ins.ts"

export const claimsInBothTokens: Fault = {
  name: "claims-in-both-tokens",
  says: "The claims that a function adds are in the access token too.",
  breaks: ["triggers.pre-token-generation/id-token-only"],
  apply({ policies }) {
    const wanted = new Map<string, object | undefined>()
    changeOverride(policies, (override, { userName }) => {
      wanted.set(userName, override.claimsToAddOrOverride)
      return override
    })
    changeClaims(policies, "access", (claims, { user }) => ({ ...wanted.get(user.username), ...claims }))
  },
}
