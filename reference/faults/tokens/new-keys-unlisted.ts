import type { Fault } from "../fault.ts"

export const newKeysUnlisted: Fault = {
  name: "new-keys-unlisted",
  says: "The key set stays what it was when the pool was made.",
  breaks: [
    "tokens.rotation/new-tokens-verify",
    "tokens.rotation/caching-aws-jwt-verify",
    "tokens.rotation/caching-jose",
    "tokens.rotation/refresh-survives",
    "tokens.rotation/stream-documents",
    "tokens.rotation/stream-verifies",
  ],
  apply({ policies }) {
    policies.keySet = ({ keys }) => ({ keys: keys.listed.slice(-2).map(({ publicJwk }) => publicJwk) })
  },
}
