import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const phoneFlagAsText: Fault = {
  name: "phone-flag-as-text",
  says: "phone_number_verified is the text that the directory keeps.",
  breaks: ["tokens.id-token/phone-verified-flag"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { user }) => ({
      ...claims,
      ...(claims.phone_number_verified !== undefined && {
        phone_number_verified: user.attributes.get("phone_number_verified"),
      }),
    }))
  },
}
