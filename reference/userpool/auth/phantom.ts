import type { Context } from "../../operation.ts"
import { simulatedUsername } from "../simulated.ts"
import type { User } from "../user.ts"
import type { UserPool } from "../user-pool.ts"
import { newUser } from "../users.ts"

/** Somebody who is in no pool, for a client that hides who exists: the same name each time, and no password is right. */
export function phantomUser(context: Context, pool: UserPool, name: string): User {
  const username = simulatedUsername(pool, name)
  return newUser(context.now(pool), { username, sub: username, attributes: new Map(), status: "CONFIRMED" })
}
