import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"
import { unverifiableIdTokens } from "./unverifiable.ts"

export const idTokenUseCapital: Fault = {
  name: "id-token-use-capital",
  says: "token_use of the ID token begins with a capital letter.",
  breaks: [
    ...unverifiableIdTokens,
    "tokens.id-token/token-use",
    "triggers.pre-token-generation/protected-claims",
    "triggers.pre-token-generation-v2/protected-id-claims",
    "triggers.pre-token-generation-v2/access-token-claims",
  ],
  apply({ policies }) {
    const { readIdToken } = policies
    changeClaims(policies, "id", (claims) => ({ ...claims, token_use: "Id" }))
    policies.readIdToken = (token) => {
      const jwt = readIdToken(token)
      return (
        jwt && { ...jwt, payload: { ...jwt.payload, token_use: String(jwt.payload.token_use).toLowerCase() } }
      )
    }
  },
}
