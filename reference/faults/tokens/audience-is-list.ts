import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"
import { unverifiableIdTokens } from "./unverifiable.ts"

export const audienceIsList: Fault = {
  name: "audience-is-list",
  says: "aud of the ID token is a list.",
  breaks: [
    ...unverifiableIdTokens,
    "tokens.id-token/audience",
    "triggers.pre-token-generation/protected-claims",
    "triggers.pre-token-generation-v2/protected-id-claims",
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
