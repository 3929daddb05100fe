import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const audienceIsList: Fault = {
  name: "audience-is-list",
  says: "aud of the ID token is a list.",
  breaks: [
    "tokens.id-token/audience",
    "tokens.signature/id-token",
    "tokens.rotation/new-tokens-verify",
    "tokens.rotation/old-tokens-live",
    "triggers.pre-token-generation/protected-claims",
  ],
  apply({ policies }) {
    const { readIdToken } = policies
    changeClaims(policies, "id", (claims) => ({ ...claims, aud: [claims.aud] }))
    policies.readIdToken = (token) => {
      const jwt = readIdToken(token)
      if (!Array.isArray(jwt?.payload.aud)) return jwt
      return { ...jwt, payload: { ...jwt.payload, aud: jwt.payload.aud[0] } }
    }
  },
}
