import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const addressesVerifiedByDefault: Fault = {
  name: "addresses-verified-by-default",
  says: "ID tokens call an address verified as long as nothing is known about it.",
  breaks: ["tokens.id-token/unverified-unset"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { user }) => ({
      ...claims,
      ...(user.attributes.has("email") && !user.attributes.has("email_verified") && { email_verified: true }),
    }))
  },
}
