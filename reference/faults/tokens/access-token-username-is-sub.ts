import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const accessTokenUsernameIsSub: Fault = {
  name: "access-token-username-is-sub",
  says: "username of the access token is the user's sub.",
  breaks: [
    "tokens.access-token/username",
    "tokens.flows/admin",
    "tokens.flows/new-password",
    "tokens.flows/refresh",
    "tokens.flows/refresh-operation",
    "tokens.flows/srp",
    "tokens.flows/totp",
    "triggers.pre-token-generation-v2/protected-access-claims",
  ],
  apply({ policies }) {
    changeClaims(policies, "access", (claims) => ({ ...claims, username: claims.sub }))
  },
}
