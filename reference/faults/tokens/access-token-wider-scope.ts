import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const accessTokenWiderScope: Fault = {
  name: "access-token-wider-scope",
  says: "scope of the access token holds openid too.",
  breaks: [
    "tokens.access-token/scope",
    "tokens.flows/admin",
    "tokens.flows/new-password",
    "tokens.flows/refresh",
    "tokens.flows/refresh-operation",
    "tokens.flows/srp",
    "tokens.flows/totp",
    "triggers.pre-token-generation-v2/suppresses-scopes",
  ],
  apply({ policies }) {
    changeClaims(policies, "access", (claims) => ({ ...claims, scope: `${claims.scope} openid` }))
  },
}
