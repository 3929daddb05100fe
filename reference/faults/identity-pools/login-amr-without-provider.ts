import type { Fault } from "../fault.ts"
import { changeOpenIdToken } from "../open-id-tokens.ts"

export const loginAmrWithoutProvider: Fault = {
  name: "login-amr-without-provider",
  says: "amr of a login's OpenID token does not tell the login's key.",
  breaks: ["identity.get-open-id-token/login-amr"],
  apply({ identity }) {
    changeOpenIdToken(identity, (claims) => ({ ...claims, amr: (claims.amr as string[]).slice(0, 1) }))
  },
}
