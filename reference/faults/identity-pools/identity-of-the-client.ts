import type { Fault } from "../fault.ts"

export const identityOfTheClient: Fault = {
  name: "identity-of-the-client",
  says: "All users of an app client are one identity.",
  breaks: ["identity.get-id/logins-differ"],
  apply({ policies }) {
    const { readIdToken } = policies
    policies.readIdToken = (token) => {
      const jwt = readIdToken(token)
      return jwt && { ...jwt, payload: { ...jwt.payload, sub: jwt.payload.aud } }
    }
  },
}
