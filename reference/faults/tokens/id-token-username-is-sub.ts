import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const idTokenUsernameIsSub: Fault = {
  name: "id-token-username-is-sub",
  says: "cognito:username of the ID token is the user's sub.",
  breaks: [
    "tokens.id-token/username",
    "triggers.pre-token-generation/protected-claims",
    "tokens.flows/admin",
    "tokens.flows/new-password",
    "tokens.flows/refresh",
    "tokens.flows/refresh-operation",
    "tokens.flows/srp",
    "tokens.flows/totp",
    "triggers.pre-token-generation-v2/protected-id-claims",
  ],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) => ({ ...claims, "cognito:username": claims.sub }))
  },
}
