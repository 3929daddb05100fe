import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const validityWithoutUnitInMinutes: Fault = {
  name: "validity-without-unit-in-minutes",
  says: "Without a unit the validity of access tokens counts in minutes.",
  breaks: ["tokens.lifetime/default-units"],
  apply({ policies }) {
    changeClaims(policies, "access", (claims, { client }) => {
      const { AccessTokenValidity, TokenValidityUnits } = client.settings
      return AccessTokenValidity && !TokenValidityUnits?.AccessToken
        ? { ...claims, exp: Number(claims.iat) + AccessTokenValidity * 60 }
        : claims
    })
  },
}
