import { timingSafeEqual } from "node:crypto"
import type { Random } from "../random.ts"
import { newSalt, passwordHash, type SrpVerifier, verifierOf } from "./srp.ts"

/**
 * A password as it is kept: SRP's x, which is a salted SHA-256 of it. One record serves both ways of signing in: a
 * password is compared by hashing it again (0.01 ms), and the SRP verifier is g^x, made when first asked for (0.6 ms).
 * No key derivation function: these are test users in memory, and a load test is to measure RSA, not scrypt.
 */
export type StoredPassword = { readonly salt: string; readonly x: Buffer; verifier?: bigint }

/** Whose password it is: the part of the pool's id after `_`, and USER_ID_FOR_SRP. */
export type PasswordOwner = { readonly poolName: string; readonly userIdForSrp: string }

/** The record of a new password. */
export function storePassword(owner: PasswordOwner, password: string, random: Random): StoredPassword {
  const salt = newSalt(random.bytes(16))
  return { salt, x: passwordHash({ ...owner, password, salt }) }
}

/** Whether this is the password. */
export function passwordMatches(stored: StoredPassword, owner: PasswordOwner, password: string): boolean {
  return timingSafeEqual(stored.x, passwordHash({ ...owner, password, salt: stored.salt }))
}

/** What an SRP sign-in needs of the password. */
export function srpVerifier(stored: StoredPassword): SrpVerifier {
  stored.verifier ??= verifierOf(stored.x)
  return { salt: stored.salt, verifier: stored.verifier }
}
