import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const issuerWithoutTls: Fault = {
  name: "issuer-without-tls",
  says: "iss of the access token begins with http.",
  breaks: ["tokens.signature/access-token", "tokens.rotation/new-tokens-verify"],
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
