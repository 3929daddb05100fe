import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const originsDiffer: Fault = {
  name: "origins-differ",
  says: "origin_jti of the ID token is another than the access token's.",
  breaks: ["tokens.claims/origin", "idp.refresh/keeps-origin-jti", "idp.refresh/operation-keeps-origin"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { id }) => ({
      ...claims,
      ...(claims.origin_jti !== undefined && { origin_jti: id }),
    }))
  },
}
