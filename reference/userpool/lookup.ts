import { fail } from "../errors.ts"
import type { Context } from "../operation.ts"
import type { Client } from "./client.ts"
import type { UserPool } from "./user-pool.ts"

/** The user pool of this id; throws ResourceNotFoundException. */
export function poolOf(context: Context, id: string): UserPool {
  return (
    context.store.userPools.get(id) ?? fail("ResourceNotFoundException", `User pool ${id} does not exist.`)
  )
}

/** The app client of this id, which must be `pool`'s when one is given, and its pool; throws ResourceNotFoundException. */
export function clientOf(context: Context, id: string, pool?: UserPool): { client: Client; pool: UserPool } {
  const client = context.store.clients.get(id)
  if (!client || (pool && client.userPoolId !== pool.id)) {
    fail("ResourceNotFoundException", `User pool client ${id} does not exist.`)
  }
  return { client, pool: pool ?? poolOf(context, client.userPoolId) }
}
