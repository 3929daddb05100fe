import type { Fault } from "../fault.ts"

export const revokeEndsEverySession: Fault = {
  name: "revoke-ends-every-session",
  says: "RevokeToken ends every session of the user.",
  breaks: ["idp.revoke-token/other-session"],
  apply({ policies }) {
    policies.revoke = ({ user }) => {
      user.generation++
    }
  },
}
