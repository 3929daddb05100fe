import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const refreshRenewsAuthTime: Fault = {
  name: "refresh-renews-auth-time",
  says: "auth_time of refreshed tokens is the time of the refresh.",
  breaks: [
    "idp.refresh/keeps-auth-time",
    "idp.refresh/rotation-keeps-origin",
    "idp.refresh/operation-keeps-auth-time",
  ],
  apply({ policies }) {
    for (const use of ["id", "access"] as const) {
      changeClaims(policies, use, (claims) => ({ ...claims, auth_time: claims.iat }))
    }
  },
}
