import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"
import { unverifiableAccessTokens } from "./unverifiable.ts"

export const accessTokenUseCapital: Fault = {
  name: "access-token-use-capital",
  says: "token_use of the access token begins with a capital letter.",
  breaks: [
    ...unverifiableAccessTokens,
    "tokens.access-token/token-use",
    "triggers.pre-token-generation/id-token-only",
    "triggers.pre-token-generation-v2/id-token-claims",
    "triggers.pre-token-generation-v2/access-token-claims",
    "triggers.pre-token-generation-v2/protected-access-claims",
  ],
  apply({ policies }) {
    const { readAccessToken } = policies
    changeClaims(policies, "access", (claims) => ({ ...claims, token_use: "Access" }))
    policies.readAccessToken = (token) => {
      const jwt = readAccessToken(token)
      if (jwt?.payload.token_use !== "Access") return jwt
      return { ...jwt, payload: { ...jwt.payload, token_use: "access" } }
    }
  },
}
