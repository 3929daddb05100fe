/** The client's key pair of one SRP sign-in: private exponent `a`, public `A` as SRP_A wants it (minimal hex, AUTH-033). */
export type SrpKeys = { a: bigint; A: string }

/** A fresh key pair from a source of random bytes (seeded, where a run shall be repeatable). */
export function srpClient(_randomBytes: (size: number) => Uint8Array): SrpKeys {
  throw new Error("not yet")
}

/** What PASSWORD_CLAIM_SIGNATURE is computed from; names as in ChallengeParameters. */
export type PasswordClaim = SrpKeys & {
  /** The part of the user pool's id after `_`. */
  poolName: string
  userIdForSrp: string
  password: string
  /** SRP_B, hex. */
  B: string
  /** SALT, hex. */
  salt: string
  /** SECRET_BLOCK, base64. */
  secretBlock: string
  /** TIMESTAMP, see `srpTimestamp`. */
  timestamp: string
}

/** PASSWORD_CLAIM_SIGNATURE, base64. */
export function passwordClaim(_claim: PasswordClaim): string {
  throw new Error("not yet")
}

/** TIMESTAMP: `EEE MMM d HH:mm:ss UTC yyyy`, English, day without leading zero (AUTH-043). */
export function srpTimestamp(_date: Date): string {
  throw new Error("not yet")
}
