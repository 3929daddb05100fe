import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const tokensShareJti: Fault = {
  name: "tokens-share-jti",
  says: "ID and access token of one issue have the same jti.",
  breaks: ["tokens.claims/token-ids"],
  apply({ policies }) {
    let issued: unknown
    changeClaims(policies, "id", (claims) => {
      issued = claims.jti
      return claims
    })
    changeClaims(policies, "access", (claims) => ({ ...claims, jti: issued }))
  },
}
