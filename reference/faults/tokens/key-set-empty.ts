import type { Fault } from "../fault.ts"

export const keySetEmpty: Fault = {
  name: "key-set-empty",
  says: "The key set is empty.",
  breaks: [
    "tokens.jwks/served",
    "tokens.jwks/two-keys",
    "tokens.signature/*",
    "tokens.rotation/old-tokens-live",
    "tokens.rotation/new-tokens-verify",
  ],
  apply({ policies }) {
    policies.keySet = () => ({ keys: [] })
  },
}
