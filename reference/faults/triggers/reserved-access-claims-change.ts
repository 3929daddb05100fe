import type { Claims } from "../../userpool/tokens.ts"
import type { Fault } from "../fault.ts"
import { changeOverrideV2 } from "../functions.ts"
import { changeClaims } from "../sign-ins.ts"

export const reservedAccessClaimsChange: Fault = {
  name: "reserved-access-claims-change",
  says: "accessTokenGeneration may replace every claim but those that a token needs to verify.",
  breaks: ["triggers.pre-token-generation-v2/protected-access-claims"],
  apply({ policies }) {
    const wanted = new Map<string, Claims>()
    changeOverrideV2(policies, (override, { userName }) => {
      const { claimsToAddOrOverride, claimsToSuppress = [] } = override.accessTokenGeneration ?? {}
      const kept = Object.entries(claimsToAddOrOverride ?? {}).filter(
        ([name]) => !claimsToSuppress.includes(name) && name !== "aud",
      )
      wanted.set(userName, Object.fromEntries(kept))
      return override
    })
    changeClaims(policies, "access", (claims, { user }) => ({ ...claims, ...wanted.get(user.username) }))
  },
}
