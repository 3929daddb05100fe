import type { Client } from "./userpool/client.ts"
import type { UserPool } from "./userpool/user-pool.ts"

/** A key pair that identity pools handed out; requests may be signed with it. */
export type IssuedCredentials = {
  readonly secretAccessKey: string
  readonly sessionToken: string
  /** Epoch milliseconds. */
  readonly expires: number
}

/** Everything the endpoint remembers. `POST /_reference/reset` puts a new one in its place. */
export class Store {
  readonly userPools = new Map<string, UserPool>()
  /** The app clients of every pool, by ClientId. */
  readonly clients = new Map<string, Client>()
  /** By access key id. */
  readonly issuedCredentials = new Map<string, IssuedCredentials>()
  /** Milliseconds that every clock is ahead of the machine's. */
  clockOffset = 0
  readonly #parts = new Map<new () => object, object>()

  /** The part of the store that another room keeps; made when first asked for. */
  of<T extends object>(part: new () => T): T {
    let state = this.#parts.get(part)
    if (!state) {
      state = new part()
      this.#parts.set(part, state)
    }
    return state as T
  }
}
