import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const accessTokenWithAudience: Fault = {
  name: "access-token-with-audience",
  says: "The access token has an aud, like an ID token.",
  breaks: [
    "tokens.access-token/no-audience",
    "tokens.access-token/known-claims",
    "triggers.pre-token-generation-v2/audience",
  ],
  apply({ policies }) {
    changeClaims(policies, "access", (claims) => ({ ...claims, aud: claims.client_id }))
  },
}
