import type { Fault } from "../fault.ts"
import { changeOpenIdToken } from "../open-id-tokens.ts"

export const guestAuthenticated: Fault = {
  name: "guest-authenticated",
  says: "amr of a guest's OpenID token says authenticated.",
  breaks: ["identity.get-open-id-token/guest-amr"],
  apply({ identity }) {
    changeOpenIdToken(identity, (claims) => ({
      ...claims,
      amr: (claims.amr as string[]).map((method) => method.replace(/^un/, "")),
    }))
  },
}
