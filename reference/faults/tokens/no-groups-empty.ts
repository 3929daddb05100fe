import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const noGroupsEmpty: Fault = {
  name: "no-groups-empty",
  says: "Without groups, cognito:groups is an empty list.",
  breaks: [
    "tokens.groups/absent",
    "tokens.id-token/known-claims",
    "tokens.groups/after-removal",
    "triggers.pre-token-generation/empty-groups",
    "triggers.pre-token-generation/suppresses-groups",
    "triggers.pre-token-generation-v2/access-token-claims",
  ],
  apply({ policies }) {
    for (const use of ["id", "access"] as const) {
      changeClaims(policies, use, (claims) => ({ "cognito:groups": [], ...claims }))
    }
  },
}
