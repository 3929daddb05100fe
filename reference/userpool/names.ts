import { fail } from "../errors.ts"
import type { User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

/** The attributes that can be somebody's name in a pool. */
export type NameAttribute = "email" | "phone_number" | "preferred_username"

/** The form in which names are compared: as they are, or without case in a case-insensitive pool. */
export function fold(pool: UserPool, name: string): string {
  return pool.settings.UsernameConfiguration?.CaseSensitive === false ? name.toLowerCase() : name
}

/** The user whose username, sub or alias this is (DIR-066). */
export function findUser(pool: UserPool, name: string): User | undefined {
  const folded = fold(pool, name)
  const user = pool.users.get(folded) ?? pool.names.get(`sub:${name}`)
  if (user) return user
  for (const attribute of nameAttributes(pool)) {
    const named = pool.names.get(`${attribute}:${folded}`)
    if (named) return named
  }
  return undefined
}

/** The user of an administrator's call; throws UserNotFoundException. */
export function userOf(pool: UserPool, name: string): User {
  return findUser(pool, name) ?? fail("UserNotFoundException", "User does not exist.")
}

/** The attributes by which this pool's users may be called. */
export function nameAttributes(pool: UserPool): readonly NameAttribute[] {
  return pool.settings.UsernameAttributes ?? pool.settings.AliasAttributes ?? []
}

/** Who else already goes by this value of an attribute. */
export function aliasOwner(pool: UserPool, attribute: string, value: string, self?: User): User | undefined {
  const owner = pool.names.get(`${attribute}:${fold(pool, value)}`)
  return owner === self ? undefined : owner
}

/**
 * Files a user under every name that it now has: an e-mail address or phone number of an alias pool counts once it is
 * verified, a preferred_username once the user is confirmed (DIR-064); in a UsernameAttributes pool they count at once.
 */
export function refile(pool: UserPool, user: User): void {
  unfile(pool, user)
  user.names = [`sub:${user.sub}`]
  for (const attribute of nameAttributes(pool)) {
    const value = user.attributes.get(attribute)
    if (!value || !countsAsName(pool, user, attribute)) continue
    const name = `${attribute}:${fold(pool, value)}`
    if (!pool.names.has(name)) user.names.push(name)
  }
  for (const name of user.names) pool.names.set(name, user)
}

/** Takes a user out of the name index. */
export function unfile(pool: UserPool, user: User): void {
  for (const name of user.names) {
    if (pool.names.get(name) === user) pool.names.delete(name)
  }
}

function countsAsName(pool: UserPool, user: User, attribute: NameAttribute): boolean {
  if (pool.settings.UsernameAttributes) return true
  if (attribute === "preferred_username") return user.status !== "UNCONFIRMED"
  return user.attributes.get(`${attribute}_verified`) === "true"
}

/**
 * Makes way for an alias that a user is about to have: throws AliasExistsException when another user goes by it, or with
 * `force` takes it from that user, whose attribute is then no longer verified (DIR-064). `refusal` is the error of an
 * operation whose model does not have that one.
 */
export function claimAlias(
  pool: UserPool,
  user: User | undefined,
  attribute: string,
  value: string | undefined,
  { force = false, refusal = "AliasExistsException" } = {},
): void {
  const owner = value ? aliasOwner(pool, attribute, value, user) : undefined
  if (!owner) return
  if (!force) fail(refusal, `An account with the ${attribute} already exists.`)
  if (attribute === "preferred_username") owner.attributes.delete(attribute)
  else owner.attributes.set(`${attribute}_verified`, "false")
  refile(pool, owner)
}
