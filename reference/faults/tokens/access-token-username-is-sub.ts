import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"
import { everyFlow } from "./unverifiable.ts"

export const accessTokenUsernameIsSub: Fault = {
  name: "access-token-username-is-sub",
  says: "username of the access token is the user's sub.",
  breaks: [
    ...everyFlow,
    "tokens.access-token/username",
    "triggers.pre-token-generation-v2/protected-access-claims",
  ],
  apply({ policies }) {
    changeClaims(policies, "access", (claims) => ({ ...claims, username: claims.sub }))
  },
}
