import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const idTokenUseCapital: Fault = {
  name: "id-token-use-capital",
  says: "token_use of the ID token begins with a capital letter.",
  breaks: [
    "tokens.id-token/token-use",
    "tokens.signature/id-token",
    "tokens.rotation/new-tokens-verify",
    "tokens.rotation/old-tokens-live",
    "triggers.pre-token-generation/protected-claims",
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
