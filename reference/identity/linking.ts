import { fail, notAuthorized } from "../errors.ts"
import type { Context } from "../operation.ts"
import { type Login, loginsDoNotMatch, verifyLogins } from "./logins.ts"
import { type Identity, type IdentityPool, identityOf, newId, stateOf } from "./state.ts"

/** Somebody who may act as an identity; a guest has no logins. */
export type Principal = { readonly identity: Identity; readonly logins: readonly Login[] }

/**
 * Who comes with these Logins as this identity. The identity may be another than the one asked for, when logins of
 * both were shown (IDP-071). Throws NotAuthorizedException (IDP-072, 075..083) and ResourceConflictException.
 */
export function authenticate(
  context: Context,
  identityId: string,
  given: Readonly<Record<string, string>> = {},
): Principal {
  const identity = identityOf(context, identityId)
  const { pool } = identity
  if (!identity.enabled) notAuthorized(`Access to Identity '${identityId}' is forbidden.`)
  const providers = Object.keys(given)
  if (!identity.guest && !providers.some((provider) => identity.logins.has(provider))) loginsDoNotMatch()
  if (providers.length === 0) {
    requireGuestAccess(pool)
    return { identity, logins: [] }
  }
  const logins = verifyLogins(context, pool, given)
  return { identity: link(context, pool, logins, identity), logins }
}

/** Throws NotAuthorizedException (IDP-075). */
export function requireGuestAccess(pool: IdentityPool): void {
  if (!pool.settings.AllowUnauthenticatedIdentities) {
    notAuthorized("Unauthenticated access is not supported for this identity pool.")
  }
}

/** A new identity without logins. */
export function newIdentity(context: Context, pool: IdentityPool): Identity {
  const now = context.now()
  const id = newId(context)
  const identity = { id, pool, guest: true, enabled: true, logins: new Map(), created: now, modified: now }
  stateOf(context).identities.set(id, identity)
  return identity
}

/**
 * Ties logins to one identity (IDP-068..073): whose they are already, or the one given, or a new one. Where they belong
 * to several, one takes over the logins of the others, and the others are disabled.
 */
export function link(
  context: Context,
  pool: IdentityPool,
  logins: readonly Login[],
  given?: Identity,
): Identity {
  const owners = logins.flatMap(({ provider, subject }) => pool.owners.get(loginKey(provider, subject)) ?? [])
  if (given && !given.guest && !owners.includes(given)) loginsDoNotMatch()
  // The identity given comes first, unless it is a guest's: a known one takes that over.
  const candidates = given?.guest ? [...owners, given] : given ? [given, ...owners] : owners
  const [identity = newIdentity(context, pool), ...others] = new Set(candidates)

  const merged = new Map(identity.logins)
  const additions = others.flatMap(({ logins }) => [...logins])
  for (const [provider, subject] of [...additions, ...logins.map((l) => [l.provider, l.subject] as const)]) {
    if ((merged.get(provider) ?? subject) !== subject) {
      fail("ResourceConflictException", `The identity already has another login of ${provider}.`)
    }
    merged.set(provider, subject)
  }

  const now = context.now()
  identity.guest = false
  for (const [provider, subject] of merged) {
    if (identity.logins.has(provider)) continue
    identity.logins.set(provider, subject)
    pool.owners.set(loginKey(provider, subject), identity)
    identity.modified = now
  }
  for (const other of others) {
    other.enabled = false
    other.logins.clear()
    other.modified = now
  }
  return identity
}

/** Under this name a pool knows whose a login is. */
export function loginKey(provider: string, subject: string): string {
  return `${provider} ${subject}`
}
