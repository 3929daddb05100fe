import type { Fault } from "../fault.ts"
import { changeClaims } from "../sign-ins.ts"

export const atHashAlways: Fault = {
  name: "at-hash-always",
  says: "The ID token has an at_hash in every flow.",
  breaks: ["tokens.id-token/no-oauth-claims", "tokens.id-token/known-claims"],
  apply({ policies }) {
    changeClaims(policies, "id", (claims) => ({ ...claims, at_hash: "77QmUPtjPfzWtF2AnpK9RQ" }))
  },
}
