import type { Fault } from "../fault.ts"
import { onRefusal } from "../wrap.ts"

export const revokeAlthoughOff: Fault = {
  name: "revoke-although-off",
  says: "RevokeToken answers well where the client has it switched off.",
  breaks: ["idp.revoke-token/switched-off"],
  apply({ idp }) {
    onRefusal(idp, "RevokeToken", "UnsupportedOperationException", () => ({}))
  },
}
