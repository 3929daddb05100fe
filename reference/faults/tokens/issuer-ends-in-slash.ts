import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"
import { unverifiableAccessTokens } from "./unverifiable.ts"

export const issuerEndsInSlash: Fault = {
  name: "issuer-ends-in-slash",
  says: "iss of the access token ends in a slash.",
  breaks: [
    ...unverifiableAccessTokens,
    "tokens.claims/issuer",
    "tokens.forged/key-confusion",
    "tokens.forged/update-attributes",
    "tokens.operations/associate-software-token",
    "tokens.operations/attribute-code",
    "tokens.operations/delete-user-attributes",
    "tokens.operations/list-devices",
    "tokens.operations/set-user-mfa-preference",
    "tokens.operations/user-auth-factors",
    "tokens.operations/verify-attribute",
    "tokens.operations/verify-software-token",
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
