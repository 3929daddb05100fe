import type { Fault } from "../fault.ts"
import { changeOpenIdToken } from "../open-id-tokens.ts"

export const openIdTokenByRs256: Fault = {
  name: "open-id-token-by-rs256",
  says: "An OpenID token is signed by RS256.",
  breaks: ["identity.get-open-id-token/header"],
  apply({ identity }) {
    changeOpenIdToken(
      identity,
      (claims) => claims,
      (header) => ({ ...header, alg: "RS256" }),
    )
  },
}
