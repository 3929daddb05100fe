import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const dayHas23Hours: Fault = {
  name: "day-has-23-hours",
  says: "A day of validity has 23 hours.",
  breaks: ["tokens.lifetime/units"],
  apply({ policies }) {
    changeClaims(policies, "access", (claims, { client }) => {
      const inDays = client.settings.TokenValidityUnits?.AccessToken === "days"
      return inDays ? { ...claims, exp: Number(claims.exp) - 3600 } : claims
    })
  },
}
