import { apiScope } from "../../userpool/tokens.ts"
import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const idTokenWithScope: Fault = {
  name: "id-token-with-scope",
  says: "The ID token has a scope.",
  breaks: ["tokens.id-token/no-access-claims", "tokens.id-token/known-claims"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) => ({ ...claims, scope: apiScope }))
  },
}
