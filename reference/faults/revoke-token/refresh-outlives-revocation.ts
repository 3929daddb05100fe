import type { Fault } from "../fault.ts"
import { duringRefresh, signInAnew } from "../refresh/during-refresh.ts"

export const refreshOutlivesRevocation: Fault = {
  name: "refresh-outlives-revocation",
  says: "A refresh during which the token is revoked gives tokens that are not.",
  breaks: ["idp.revoke-token/refresh-race-settles"],
  apply({ idp }) {
    duringRefresh(idp, (answer, sign) => (sign.signIn.revoked ? signInAnew(sign) : answer))
  },
}
