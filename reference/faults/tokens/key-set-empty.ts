import type { Fault } from "../fault.ts"

export const keySetEmpty: Fault = {
  name: "key-set-empty",
  says: "The key set is empty.",
  breaks: [
    "tokens.signature/*",
    "tokens.rotation/old-tokens-live",
    "tokens.rotation/new-tokens-verify",
    "tokens.jwks/*",
    "identity.get-id/forged-token",
    "tokens.forged/key-confusion",
  ],
  apply({ policies }) {
    policies.keySet = () => ({ keys: [] })
  },
}
