import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"
import { tamperedWithKey, unverifiableAccessTokens } from "./unverifiable.ts"

export const issuerEndsInSlash: Fault = {
  name: "issuer-ends-in-slash",
  says: "iss of the access token ends in a slash.",
  breaks: [
    ...unverifiableAccessTokens,
    ...tamperedWithKey,
    "tokens.claims/issuer",
    "tokens.forged/key-confusion",
  ],
  apply({ policies }) {
    const { readAccessToken } = policies
    changeClaims(policies, "access", (claims) => ({ ...claims, iss: `${claims.iss}/` }))
    policies.readAccessToken = (token) => {
      const jwt = readAccessToken(token)
      return jwt && { ...jwt, payload: { ...jwt.payload, iss: String(jwt.payload.iss).replace(/\/$/, "") } }
    }
  },
}
