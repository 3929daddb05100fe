import type { Fault } from "../fault.ts"
import { changeOpenIdToken } from "../open-id-tokens.ts"

export const openIdTokenLivesAnHour: Fault = {
  name: "open-id-token-lives-an-hour",
  says: "An OpenID token lives an hour.",
  breaks: ["identity.get-open-id-token/lifetime"],
  apply({ identity }) {
    changeOpenIdToken(identity, (claims) => ({ ...claims, exp: Number(claims.iat) + 3600 }))
  },
}
