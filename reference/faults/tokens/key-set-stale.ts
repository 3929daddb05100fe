import type { UserPool } from "../../userpool/user-pool.ts"
import type { Fault } from "../fault.ts"

export const keySetStale: Fault = {
  name: "key-set-stale",
  says: "The key set stays what it was when it was first asked for.",
  breaks: [
    "tokens.rotation/new-tokens-verify",
    "tokens.rotation/caching-aws-jwt-verify",
    "tokens.rotation/caching-jose",
    "tokens.rotation/withdrawn-unlisted",
    "tokens.rotation/stream-documents",
    "tokens.rotation/stream-verifies",
  ],
  apply({ policies }) {
    const { keySet } = policies
    const known = new WeakMap<UserPool, object>()
    policies.keySet = (pool) => {
      const keys = known.get(pool) ?? keySet(pool)
      known.set(pool, keys)
      return keys
    }
  },
}
