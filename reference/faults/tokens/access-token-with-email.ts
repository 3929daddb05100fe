import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const accessTokenWithEmail: Fault = {
  name: "access-token-with-email",
  says: "The access token tells the e-mail address.",
  breaks: ["tokens.access-token/no-attributes", "tokens.access-token/known-claims"],
  apply({ policies }) {
    changeClaims(policies, "access", (claims, { user }) => ({
      ...claims,
      email: user.attributes.get("email"),
    }))
  },
}
