import type { SignIn } from "../../userpool/sign-in.ts"
import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const refreshKeepsGroups: Fault = {
  name: "refresh-keeps-groups",
  says: "Refreshed tokens tell the groups that the user was in at the sign-in.",
  breaks: [
    "idp.refresh/reads-groups",
    "tokens.groups/after-removal",
    "triggers.pre-token-generation-v2/access-token-claims",
  ],
  apply({ policies }) {
    const first = new WeakMap<SignIn, unknown>()
    for (const use of ["id", "access"] as const) {
      changeClaims(policies, use, (claims, signIn) => {
        if (!first.has(signIn)) first.set(signIn, claims["cognito:groups"])
        return { ...claims, "cognito:groups": first.get(signIn) }
      })
    }
  },
}
