import type { Fault } from "./fault.ts"

export const revokeTokenForgets: Fault = {
  name: "revoke-token-forgets",
  says: "RevokeToken answers well and revokes nothing.",
  breaks: [
    "idp.revoke-token/refresh-token-revoked",
    "idp.revoke-token/access-token-revoked",
    "idp.revoke-token/refreshed-access-token-revoked",
  ],
  apply({ policies }) {
    policies.revoke = () => {}
  },
}
