import type { Fault } from "../fault.ts"
import { changeOpenIdToken } from "../open-id-tokens.ts"

export const openIdTokenForRegion: Fault = {
  name: "open-id-token-for-region",
  says: "aud of an OpenID token is the region's endpoint.",
  breaks: ["identity.get-open-id-token/claims"],
  apply({ identity }) {
    changeOpenIdToken(identity, (claims) => ({ ...claims, aud: "cognito-identity.amazonaws.com" }))
  },
}
