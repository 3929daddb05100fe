import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const accessTokenWiderScope: Fault = {
  name: "access-token-wider-scope",
  says: "scope of the access token holds openid too.",
  breaks: ["tokens.access-token/scope"],
  apply({ policies }) {
    changeClaims(policies, "access", (claims) => ({ ...claims, scope: `${claims.scope} openid` }))
  },
}
