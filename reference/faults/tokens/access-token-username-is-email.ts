import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const accessTokenUsernameIsEmail: Fault = {
  name: "access-token-username-is-email",
  says: "Where e-mail addresses are user names, username of the access token is the address.",
  breaks: ["tokens.access-token/stored-username"],
  apply({ policies }) {
    changeClaims(policies, "access", (claims, { user }, { settings }) => ({
      ...claims,
      ...(settings.UsernameAttributes && { username: user.attributes.get("email") ?? user.username }),
    }))
  },
}
