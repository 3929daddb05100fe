import { randomUUID } from "node:crypto"
import type { SignIn } from "../../userpool/sign-in.ts"
import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const refreshedAccessTokensLive: Fault = {
  name: "refreshed-access-tokens-live",
  says: "RevokeToken ends only the access token that came with the refresh token.",
  breaks: [
    "idp.revoke-token/refreshed-access-token-revoked",
    "idp.revoke-token/refresh-race-settles",
    "idp.revoke-token/rotated",
  ],
  apply({ policies }) {
    const issued = new WeakSet<SignIn>()
    changeClaims(policies, "access", (claims, signIn, pool) => {
      if (!issued.has(signIn)) {
        issued.add(signIn)
        return claims
      }
      const id = randomUUID()
      pool.signIns.set(id, { ...signIn, id })
      return { ...claims, event_id: id }
    })
  },
}
