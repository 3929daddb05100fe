import type { Fault } from "../fault.ts"
import { endSessions } from "./end-sessions.ts"

export const revokeEndsOtherClients: Fault = {
  name: "revoke-ends-other-clients",
  says: "RevokeToken ends the sessions that the user has at other clients.",
  breaks: ["idp.revoke-token/other-client"],
  apply({ idp }) {
    endSessions(idp, (other, revoked) => other.client !== revoked.client)
  },
}
