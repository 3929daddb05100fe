import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"
import { everyFlow } from "./unverifiable.ts"

export const idTokenUsernameIsSub: Fault = {
  name: "id-token-username-is-sub",
  says: "cognito:username of the ID token is the user's sub.",
  breaks: [
    ...everyFlow,
    "tokens.id-token/username",
    "triggers.pre-token-generation/protected-claims",
    "triggers.pre-token-generation-v2/protected-id-claims",
  ],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) => ({ ...claims, "cognito:username": claims.sub }))
  },
}
