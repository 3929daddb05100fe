import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const jtiIsNoUuid: Fault = {
  name: "jti-is-no-uuid",
  says: "jti is 32 hexadecimal digits without hyphens.",
  breaks: ["tokens.claims/token-ids", "idp.refresh/keeps-origin-jti"],
  apply({ policies }) {
    for (const use of ["id", "access"] as const) {
      changeClaims(policies, use, (claims) => ({ ...claims, jti: String(claims.jti).replaceAll("-", "") }))
    }
  },
}
