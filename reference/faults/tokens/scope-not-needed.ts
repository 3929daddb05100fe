import { apiScope } from "../../userpool/tokens.ts"
import type { Fault } from "../fault.ts"

export const scopeNotNeeded: Fault = {
  name: "scope-not-needed",
  says: "GetUser asks an access token for no scope.",
  breaks: ["tokens.access-token/required-scope"],
  apply({ policies }) {
    const { readAccessToken } = policies
    policies.readAccessToken = (token) => {
      const jwt = readAccessToken(token)
      return jwt && { ...jwt, payload: { ...jwt.payload, scope: apiScope } }
    }
  },
}
