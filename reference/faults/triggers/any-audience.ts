import type { Fault } from "../fault.ts"
import { changeOverrideV2 } from "../functions.ts"
import { changeClaims } from "../sign-ins.ts"

export const anyAudience: Fault = {
  name: "any-audience",
  says: "The access token may get every aud.",
  breaks: ["triggers.pre-token-generation-v2/audience"],
  apply({ policies }) {
    const wanted = new Map<string, unknown>()
    changeOverrideV2(policies, (override, { userName }) => {
      wanted.set(userName, override.accessTokenGeneration?.claimsToAddOrOverride?.aud)
      return override
    })
    changeClaims(policies, "access", (claims, { user }) => ({
      ...claims,
      ...(wanted.get(user.username) !== undefined && { aud: wanted.get(user.username) }),
    }))
  },
}
