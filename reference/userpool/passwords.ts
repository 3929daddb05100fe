import { type PasswordOwner, passwordMatches, storePassword } from "../crypto/password.ts"
import { fail } from "../errors.ts"
import type { Context } from "../operation.ts"
import { passwordPolicy } from "./pool-settings.ts"
import type { User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

/** How each operation begins the refusal of a password (DIR-120). */
export const policyRefusals = {
  signUp: "Password did not conform with policy: ",
  adminCreateUser: "Password did not conform with password policy: ",
  change: "Password does not conform to policy: ",
} as const

/** Throws InvalidPasswordException for a password that the pool's policy does not allow. */
export function requirePolicy(pool: UserPool, password: string, refusal: string): void {
  const policy = passwordPolicy(pool)
  const reason =
    (password.length < policy.MinimumLength! && "Password not long enough") ||
    (policy.RequireUppercase && !/[A-Z]/.test(password) && "Password must have uppercase characters") ||
    (policy.RequireLowercase && !/[a-z]/.test(password) && "Password must have lowercase characters") ||
    (policy.RequireNumbers && !/[0-9]/.test(password) && "Password must have numeric characters") ||
    (policy.RequireSymbols && !symbols.test(password) && "Password must have symbol characters")
  if (reason) fail("InvalidPasswordException", refusal + reason)
}

/** The special characters that count, by the developer guide; a space counts inside. */
const symbols = /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/

/** Whether this is the user's password; never for a user without one. */
export function passwordIs(pool: UserPool, user: User, password: string): boolean {
  return user.password !== undefined && passwordMatches(user.password, owner(pool, user), password)
}

/** Throws PasswordHistoryPolicyViolationException for a password that the user had not long ago (DIR-128). */
export function requireNewPassword(pool: UserPool, user: User, password: string): void {
  const size = passwordPolicy(pool).PasswordHistorySize ?? 0
  const former = size > 0 && user.password ? [user.password, ...user.formerPasswords].slice(0, size) : []
  if (former.some((stored) => passwordMatches(stored, owner(pool, user), password))) {
    fail("PasswordHistoryPolicyViolationException", "Password has previously been used")
  }
}

/** Gives a user a new password; `temporaryUntil` in epoch milliseconds. */
export function setPassword(
  context: Context,
  pool: UserPool,
  user: User,
  password: string,
  temporaryUntil?: number,
): void {
  const size = passwordPolicy(pool).PasswordHistorySize ?? 0
  if (user.password) user.formerPasswords = [user.password, ...user.formerPasswords].slice(0, size)
  user.password = storePassword(owner(pool, user), password, context.random)
  user.temporaryPasswordExpires = temporaryUntil
  user.modified = context.now(pool)
}

/** When a temporary password given now ends (DIR-104). */
export function temporaryPasswordEnd(context: Context, pool: UserPool): number {
  return context.now(pool) + passwordPolicy(pool).TemporaryPasswordValidityDays! * 86_400_000
}

/** A password that satisfies any policy. */
export function newTemporaryPassword(context: Context, pool: UserPool): string {
  const { random } = context
  const letters = "abcdefghijkmnopqrstuvwxyz"
  const rest = Math.max(4, passwordPolicy(pool).MinimumLength! - 4)
  return (
    random.text(1, letters.toUpperCase()) +
    random.text(1, letters) +
    random.text(1, "23456789") +
    random.text(1, "!@#%&*") +
    random.text(rest, letters)
  )
}

function owner(pool: UserPool, user: User): PasswordOwner {
  return { poolName: pool.shortName, userIdForSrp: user.username }
}
