import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const originWithoutRevocation: Fault = {
  name: "origin-without-revocation",
  says: "Tokens have an origin_jti, whether the client revokes or not.",
  breaks: ["tokens.claims/no-origin-without-revocation"],
  apply({ policies }) {
    for (const use of ["id", "access"] as const) {
      changeClaims(policies, use, (claims, { originJti }) => ({ ...claims, origin_jti: originJti }))
    }
  },
}
