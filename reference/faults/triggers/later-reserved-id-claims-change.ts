import type { Claims } from "../../userpool/tokens.ts"
import type { Fault } from "../fault.ts"
import { changeOverrideV2 } from "../functions.ts"
import { changeClaims } from "../sign-ins.ts"

export const laterReservedIdClaimsChange: Fault = {
  name: "later-reserved-id-claims-change",
  says: "idTokenGeneration may replace every claim but those that a token needs to verify.",
  breaks: ["triggers.pre-token-generation-v2/protected-id-claims"],
  apply({ policies }) {
    const wanted = new Map<string, Claims>()
    changeOverrideV2(policies, (override, { userName }) => {
      const { claimsToAddOrOverride, claimsToSuppress = [] } = override.idTokenGeneration ?? {}
      const kept = Object.entries(claimsToAddOrOverride ?? {}).filter(
        ([name]) => !claimsToSuppress.includes(name) && name !== "aud",
      )
      wanted.set(userName, Object.fromEntries(kept))
      return override
    })
    changeClaims(policies, "id", (claims, { user }) => ({ ...claims, ...wanted.get(user.username) }))
  },
}
