import type { User } from "../../userpool/user.ts"
import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const groupsStay: Fault = {
  name: "groups-stay",
  says: "Tokens list every group that the user ever was in when a token was issued.",
  breaks: [
    "tokens.groups/after-removal",
    "triggers.pre-token-generation/empty-groups",
    "triggers.pre-token-generation/suppresses-groups",
    "triggers.pre-token-generation-v2/access-token-claims",
  ],
  apply({ policies }) {
    for (const use of ["id", "access"] as const) {
      const seen = new WeakMap<User, string[]>()
      changeClaims(policies, use, (claims, { user }) => {
        const now = (claims["cognito:groups"] ?? []) as string[]
        const all = [...new Set([...(seen.get(user) ?? []), ...now])]
        seen.set(user, all)
        return all.length > 0 ? { ...claims, "cognito:groups": all } : claims
      })
    }
  },
}
