import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const authTimeWithFraction: Fault = {
  name: "auth-time-with-fraction",
  says: "auth_time has milliseconds.",
  breaks: ["tokens.claims/times"],
  apply({ policies }) {
    for (const use of ["id", "access"] as const) {
      changeClaims(policies, use, (claims) => ({ ...claims, auth_time: Number(claims.auth_time) + 0.123 }))
    }
  },
}
