import type { Fault } from "../fault.ts"

export const expiredAccessTokenLives: Fault = {
  name: "expired-access-token-lives",
  says: "The expiry of an access token is not looked at.",
  breaks: ["tokens.lifetime/access-expires"],
  apply({ policies }) {
    const { readAccessToken } = policies
    policies.readAccessToken = (token) => {
      const jwt = readAccessToken(token)
      return jwt && { ...jwt, payload: { ...jwt.payload, exp: Number.MAX_SAFE_INTEGER } }
    }
  },
}
