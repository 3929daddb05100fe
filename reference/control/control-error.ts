import type { Endpoint } from "../endpoint.ts"
import type { UserPool } from "../userpool/user-pool.ts"

/** A control that was called wrongly (400), or about something that is not there (404). */
export class ControlError extends Error {
  readonly status: 400 | 404

  constructor(status: 400 | 404, message: string) {
    super(message)
    this.status = status
  }
}

/** A parameter that must be a string. */
export function requireString(parameters: Record<string, unknown>, name: string): string {
  const value = parameters[name]
  if (typeof value !== "string") throw new ControlError(400, `${name} must be a string`)
  return value
}

/** The pool that `userPoolId` names. */
export function requirePool(endpoint: Endpoint, parameters: Record<string, unknown>): UserPool {
  const id = requireString(parameters, "userPoolId")
  const pool = endpoint.store.userPools.get(id)
  if (!pool) throw new ControlError(404, `there is no user pool ${id}`)
  return pool
}
