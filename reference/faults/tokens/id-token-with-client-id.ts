import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const idTokenWithClientId: Fault = {
  name: "id-token-with-client-id",
  says: "The ID token has a client_id.",
  breaks: ["tokens.id-token/no-access-claims", "tokens.id-token/known-claims"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) => ({ ...claims, client_id: claims.aud }))
  },
}
