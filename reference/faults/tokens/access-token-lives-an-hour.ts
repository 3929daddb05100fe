import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const accessTokenLivesAnHour: Fault = {
  name: "access-token-lives-an-hour",
  says: "Access tokens live an hour, whatever AccessTokenValidity is.",
  breaks: ["tokens.lifetime/access-token", "tokens.lifetime/default-units", "tokens.lifetime/units"],
  apply({ policies }) {
    changeClaims(policies, "access", (claims) => ({ ...claims, exp: Number(claims.iat) + 3600 }))
  },
}
