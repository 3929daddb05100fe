import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const accessTokenUsernameIsSub: Fault = {
  name: "access-token-username-is-sub",
  says: "username of the access token is the user's sub.",
  breaks: ["tokens.access-token/username"],
  apply({ policies }) {
    changeClaims(policies, "access", (claims) => ({ ...claims, username: claims.sub }))
  },
}
