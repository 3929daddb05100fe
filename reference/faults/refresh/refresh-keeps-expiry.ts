import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const refreshKeepsExpiry: Fault = {
  name: "refresh-keeps-expiry",
  says: "Refreshed tokens end when the first ones did.",
  breaks: ["idp.refresh/renews-expiry"],
  apply({ policies }) {
    for (const use of ["id", "access"] as const) {
      changeClaims(policies, use, (claims) => ({
        ...claims,
        exp: Number(claims.exp) - Number(claims.iat) + Number(claims.auth_time),
      }))
    }
  },
}
