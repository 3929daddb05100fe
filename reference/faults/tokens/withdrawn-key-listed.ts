import type { SigningKey } from "../../crypto/keys.ts"
import type { UserPool } from "../../userpool/user-pool.ts"
import type { Fault } from "../fault.ts"

export const withdrawnKeyListed: Fault = {
  name: "withdrawn-key-listed",
  says: "A key that was withdrawn is still listed.",
  breaks: ["tokens.rotation/withdrawn-unlisted"],
  apply({ policies }) {
    const ever = new WeakMap<UserPool, Set<SigningKey>>()
    const keysOf = (pool: UserPool) => {
      const keys = ever.get(pool) ?? new Set()
      for (const key of pool.keys.listed) keys.add(key)
      ever.set(pool, keys)
      return keys
    }
    const { signToken } = policies
    policies.signToken = (claims, use, pool, signIn) => {
      keysOf(pool)
      return signToken(claims, use, pool, signIn)
    }
    policies.keySet = (pool) => ({ keys: [...keysOf(pool)].map(({ publicJwk }) => publicJwk) })
  },
}
