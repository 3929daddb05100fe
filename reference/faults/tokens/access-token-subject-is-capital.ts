import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"
import { everyFlow } from "./unverifiable.ts"

export const accessTokenSubjectIsCapital: Fault = {
  name: "access-token-subject-is-capital",
  says: "sub of the access token is in capitals.",
  breaks: [
    ...everyFlow,
    "tokens.claims/subject",
    "tokens.forged/pool-isolation",
    "triggers.pre-token-generation/protected-claims",
  ],
  apply({ policies }) {
    const { readAccessToken } = policies
    changeClaims(policies, "access", (claims) => ({ ...claims, sub: String(claims.sub).toUpperCase() }))
    policies.readAccessToken = (token) => {
      const jwt = readAccessToken(token)
      return jwt && { ...jwt, payload: { ...jwt.payload, sub: String(jwt.payload.sub).toLowerCase() } }
    }
  },
}
