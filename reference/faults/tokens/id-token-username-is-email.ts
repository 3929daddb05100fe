import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const idTokenUsernameIsEmail: Fault = {
  name: "id-token-username-is-email",
  says: "Where e-mail addresses are user names, cognito:username of the ID token is the address.",
  breaks: ["tokens.id-token/stored-username"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims, { user }, { settings }) => ({
      ...claims,
      ...(settings.UsernameAttributes && {
        "cognito:username": user.attributes.get("email") ?? user.username,
      }),
    }))
  },
}
