import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"
import { unverifiableAccessTokens } from "./unverifiable.ts"

export const issuerWithoutTls: Fault = {
  name: "issuer-without-tls",
  says: "iss of the access token begins with http.",
  breaks: [...unverifiableAccessTokens],
  apply({ policies }) {
    const { readAccessToken } = policies
    changeClaims(policies, "access", (claims) => ({
      ...claims,
      iss: String(claims.iss).replace("https:", "http:"),
    }))
    policies.readAccessToken = (token) => {
      const jwt = readAccessToken(token)
      return (
        jwt && {
          ...jwt,
          payload: { ...jwt.payload, iss: String(jwt.payload.iss).replace("http:", "https:") },
        }
      )
    }
  },
}
