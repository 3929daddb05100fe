import type { Fault } from "../fault.ts"
import { endSessions } from "./end-sessions.ts"

export const revokeEndsEverySession: Fault = {
  name: "revoke-ends-every-session",
  says: "RevokeToken ends every session that the user has at the client.",
  breaks: ["idp.revoke-token/other-session"],
  apply({ idp }) {
    endSessions(idp, (other, revoked) => other.client === revoked.client)
  },
}
