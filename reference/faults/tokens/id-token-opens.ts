import { apiScope } from "../../userpool/tokens.ts"
import type { Fault } from "../fault.ts"
import { changePolicies } from "../wrap.ts"

export const idTokenOpens: Fault = {
  name: "id-token-opens",
  says: "To GetUser an ID token is as good as an access token.",
  breaks: ["tokens.forged/id-token"],
  apply({ idp }) {
    changePolicies(idp, "GetUser", ({ readAccessToken }) => ({
      readAccessToken: (token) => {
        const jwt = readAccessToken(token)
        if (jwt?.payload.token_use !== "id") return jwt
        return { ...jwt, payload: { ...jwt.payload, token_use: "access", scope: apiScope } }
      },
    }))
  },
}
