import type { Fault } from "../fault.ts"

export const rotatedKeysUnlisted: Fault = {
  name: "rotated-keys-unlisted",
  says: "A rotation takes the old keys off the list.",
  breaks: [
    "tokens.rotation/old-keys-listed",
    "tokens.rotation/old-tokens-live",
    "tokens.rotation/withdrawn-unlisted",
    "tokens.rotation/caching-jose",
    "tokens.rotation/caching-aws-jwt-verify",
    "tokens.rotation/stream-documents",
  ],
  apply({ policies }) {
    policies.keySet = ({ keys }) => ({ keys: keys.listed.slice(0, 2).map(({ publicJwk }) => publicJwk) })
  },
}
