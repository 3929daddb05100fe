import type { Fault } from "../fault.ts"

export const accessTokenLogsIn: Fault = {
  name: "access-token-logs-in",
  says: "An access token is as good a login as an ID token.",
  breaks: ["identity.get-id/access-token", "tokens.logins/foreign-tokens"],
  apply({ policies }) {
    const { readIdToken } = policies
    policies.readIdToken = (token) => {
      const jwt = readIdToken(token)
      if (jwt?.payload.token_use !== "access") return jwt
      return { ...jwt, payload: { ...jwt.payload, token_use: "id", aud: jwt.payload.client_id } }
    }
  },
}
