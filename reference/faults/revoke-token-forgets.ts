import type { Fault } from "./fault.ts"

export const revokeTokenForgets: Fault = {
  name: "revoke-token-forgets",
  says: "RevokeToken answers well and revokes nothing.",
  breaks: ["idp.revoke-token/refresh-token", "idp.revoke-token/access-token"],
  apply({ policies }) {
    policies.revoke = () => {}
  },
}
