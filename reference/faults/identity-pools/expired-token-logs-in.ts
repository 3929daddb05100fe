import type { Fault } from "../fault.ts"

export const expiredTokenLogsIn: Fault = {
  name: "expired-token-logs-in",
  says: "The expiry of a login's token is not looked at.",
  breaks: ["identity.get-id/expired-token"],
  apply({ policies }) {
    const { readIdToken } = policies
    policies.readIdToken = (token) => {
      const jwt = readIdToken(token)
      return jwt && { ...jwt, payload: { ...jwt.payload, exp: Number.MAX_SAFE_INTEGER } }
    }
  },
}
