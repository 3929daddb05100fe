import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"
import { everyFlow } from "./unverifiable.ts"

export const accessTokenWiderScope: Fault = {
  name: "access-token-wider-scope",
  says: "scope of the access token holds openid too.",
  breaks: [...everyFlow, "tokens.access-token/scope", "triggers.pre-token-generation-v2/suppresses-scopes"],
  apply({ policies }) {
    changeClaims(policies, "access", (claims) => ({ ...claims, scope: `${claims.scope} openid` }))
  },
}
