import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const jtiIsNoUuid: Fault = {
  name: "jti-is-no-uuid",
  says: "jti is 32 hexadecimal digits without hyphens.",
  breaks: [
    "tokens.claims/token-ids",
    "idp.refresh/keeps-origin-jti",
    "triggers.pre-token-generation-v2/protected-access-claims",
    "triggers.pre-token-generation-v2/protected-id-claims",
  ],
  apply({ policies }) {
    for (const use of ["id", "access"] as const) {
      changeClaims(policies, use, (claims) => ({ ...claims, jti: String(claims.jti).replaceAll("-", "") }))
    }
  },
}
