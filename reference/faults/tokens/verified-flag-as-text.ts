import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const verifiedFlagAsText: Fault = {
  name: "verified-flag-as-text",
  says: "email_verified is the text that the directory keeps.",
  breaks: ["tokens.id-token/verified-flag", "tokens.id-token/unverified-flag"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { user }) => ({
      ...claims,
      ...(claims.email_verified !== undefined && { email_verified: user.attributes.get("email_verified") }),
    }))
  },
}
