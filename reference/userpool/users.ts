import type { UserStatusType } from "@aws-sdk/client-cognito-identity-provider"
import { fail, invalidParameter } from "../errors.ts"
import type { Context } from "../operation.ts"
import { hyphenated } from "../random.ts"
import { isEmail, isPhone } from "./attributes.ts"
import { aliasOwner, fold, refile, unfile } from "./names.ts"
import type { User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

/** A user's `sub`: in the form of a UUID, but of no version (DIR-008). */
function newSub(context: Context): string {
  const bytes = context.random.bytes(16)
  bytes[6] = 0x70
  return hyphenated(bytes)
}

/**
 * What a new user will be called: the name itself, or in a UsernameAttributes pool its sub, with the name as attribute.
 * Throws InvalidParameterException for a name of the wrong form (DIR-061 to DIR-063).
 */
export function nameNewUser(
  context: Context,
  pool: UserPool,
  name: string,
  attributes: Map<string, string>,
): { username: string; sub: string } {
  const sub = newSub(context)
  const { UsernameAttributes, AliasAttributes = [] } = pool.settings
  if (UsernameAttributes) {
    attributes.set(usernameAttribute(UsernameAttributes, name), name)
    return { username: sub, sub }
  }
  if (AliasAttributes.includes("email") && isEmail(name)) {
    invalidParameter("Username cannot be of email format, since user pool is configured for email alias.")
  }
  if (AliasAttributes.includes("phone_number") && isPhone(name)) {
    invalidParameter(
      "Username cannot be of phone number format, since user pool is configured for phone number alias.",
    )
  }
  return { username: name, sub }
}

function usernameAttribute(allowed: readonly string[], name: string): "email" | "phone_number" {
  if (allowed.includes("email") && isEmail(name)) return "email"
  if (allowed.includes("phone_number") && isPhone(name)) return "phone_number"
  if (allowed.length > 1) invalidParameter("Username should be either an email or a phone number.")
  return invalidParameter(`Username should be ${allowed[0] === "email" ? "an email" : "a phone number"}.`)
}

/** Throws UsernameExistsException, worded by `duplicate` outside UsernameAttributes pools (DIR-065, DIR-102). */
export function requireFreeName(
  pool: UserPool,
  name: string,
  attributes: ReadonlyMap<string, string>,
  duplicate: string,
): void {
  for (const attribute of pool.settings.UsernameAttributes ?? []) {
    const value = attributes.get(attribute)
    if (value && aliasOwner(pool, attribute, value)) {
      fail("UsernameExistsException", `An account with the given ${attribute} already exists.`)
    }
  }
  if (pool.users.has(fold(pool, name))) fail("UsernameExistsException", duplicate)
}

/** What makes a user. */
export type NewUser = {
  readonly username: string
  readonly sub: string
  readonly attributes: ReadonlyMap<string, string>
  readonly status: UserStatusType
}

/** Puts a new user into a pool. */
export function addUser(context: Context, pool: UserPool, given: NewUser): User {
  const user = newUser(context.now(pool), given)
  pool.users.set(fold(pool, user.username), user)
  refile(pool, user)
  return user
}

/** A user that is in no pool yet. */
export function newUser(now: number, given: NewUser): User {
  return {
    username: given.username,
    sub: given.sub,
    attributes: new Map([["sub", given.sub], ...[...given.attributes].filter(([, value]) => value !== "")]),
    status: given.status,
    enabled: true,
    created: now,
    modified: now,
    password: undefined,
    formerPasswords: [],
    temporaryPasswordExpires: undefined,
    codes: new Map(),
    devices: new Map(),
    pendingAttributes: new Map(),
    mfa: {
      enabled: new Set(),
      preferred: undefined,
      pendingTotpSecret: undefined,
      totpSecret: undefined,
      usedTotpSteps: [],
      deviceName: undefined,
    },
    failedSignIns: { count: 0, last: 0, lockedUntil: 0 },
    groups: new Set(),
    names: [],
    generation: 0,
  }
}

/** Takes a user out of a pool; its tokens are worth nothing from then on. */
export function removeUser(pool: UserPool, user: User): void {
  user.generation++
  unfile(pool, user)
  pool.users.delete(fold(pool, user.username))
}
