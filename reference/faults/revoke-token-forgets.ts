import type { Fault } from "./fault.ts"
import { outliveRevocation } from "./revoke-token/revoked.ts"

export const revokeTokenForgets: Fault = {
  name: "revoke-token-forgets",
  says: "RevokeToken answers well and revokes nothing.",
  breaks: [
    ...outliveRevocation,
    "idp.revoke-token/refresh-token-revoked",
    "idp.revoke-token/refresh-operation",
  ],
  apply({ policies }) {
    policies.revoke = () => {}
  },
}
