import type { Client } from "./client.ts"
import type { Device, User } from "./user.ts"

/** A completed sign-in: the family of all tokens that come from it. */
export type SignIn = {
  /** `event_id` of the tokens. */
  readonly id: string
  readonly originJti: string
  readonly user: User
  readonly client: Client
  /** Epoch seconds. */
  readonly authTime: number
  /** What it was made on, where the pool tracks devices. */
  readonly device: Device | undefined
  /** The user's generation at the time. */
  readonly generation: number
  revoked: boolean
}

/** An opaque refresh token's record. Times are epoch milliseconds on the pool's clock. */
export type RefreshToken = {
  readonly signIn: SignIn
  readonly expires: number
  /** Set when rotation replaced it: until then it still works. */
  usableUntil: number | undefined
}

/** Whether a sign-in's tokens are no longer good at the service. */
export function isRevoked(signIn: SignIn): boolean {
  return signIn.revoked || signIn.generation !== signIn.user.generation
}
