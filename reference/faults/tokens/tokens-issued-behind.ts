import type { Claims } from "../../userpool/tokens.ts"
import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const tokensIssuedBehind: Fault = {
  name: "tokens-issued-behind",
  says: "The clock of the tokens is five minutes slow.",
  breaks: [
    "tokens.claims/issued-now",
    "idp.refresh/renews-expiry",
    "triggers.pre-token-generation-v2/protected-access-claims",
    "triggers.pre-token-generation-v2/protected-id-claims",
    "idp.refresh/operation-keeps-auth-time",
  ],
  apply({ policies }) {
    for (const use of ["id", "access"] as const) {
      changeClaims(policies, use, (claims) => ({ ...claims, ...behind(claims) }))
    }
  },
}

function behind(claims: Claims): Claims {
  return Object.fromEntries(["iat", "exp", "auth_time"].map((name) => [name, Number(claims[name]) - 300]))
}
