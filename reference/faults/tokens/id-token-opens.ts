import { apiScope } from "../../userpool/tokens.ts"
import type { Fault } from "../fault.ts"

export const idTokenOpens: Fault = {
  name: "id-token-opens",
  says: "An ID token is as good as an access token.",
  breaks: ["tokens.forged/id-token"],
  apply({ policies }) {
    const { readAccessToken } = policies
    policies.readAccessToken = (token) => {
      const jwt = readAccessToken(token)
      if (jwt?.payload.token_use !== "id") return jwt
      return { ...jwt, payload: { ...jwt.payload, token_use: "access", scope: apiScope } }
    }
  },
}
