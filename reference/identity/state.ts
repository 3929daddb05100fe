import type { IdentityPool as IdentityPoolType, RoleMapping } from "@aws-sdk/client-cognito-identity"
import type { SigningKey } from "../crypto/keys.ts"
import { fail } from "../errors.ts"
import type { Context, Given } from "../operation.ts"

/** What identity pools keep in the endpoint's store. */
export class IdentityState {
  readonly pools = new Map<string, IdentityPool>()
  readonly identities = new Map<string, Identity>()
  /** Who signs with credentials that were handed out, by access key id. */
  readonly roleSessions = new Map<string, RoleSession>()
  /** Signs the OpenID tokens; taken when the first is asked for. */
  signingKey: Promise<SigningKey> | undefined
}

/** An identity pool. `settings` is what DescribeIdentityPool reports. */
export type IdentityPool = {
  readonly id: string
  settings: Given<IdentityPoolType>
  /** Role ARNs by `authenticated` and `unauthenticated`. */
  roles: Readonly<Record<string, string>>
  roleMappings: Readonly<Record<string, Given<RoleMapping>>>
  /** Whose a login is, by `loginKey`. */
  readonly owners: Map<string, Identity>
}

/** An identity. Times are epoch milliseconds. */
export type Identity = {
  readonly id: string
  readonly pool: IdentityPool
  /** Until its first login; an identity whose last login was removed is nobody's, not a guest's. */
  guest: boolean
  /** False once it was merged into another. */
  enabled: boolean
  /** The subject at each provider, by provider name. */
  readonly logins: Map<string, string>
  readonly created: number
  modified: number
}

/** An assumed role, as STS names it. */
export type RoleSession = { readonly arn: string; readonly userId: string }

export function stateOf(context: Context): IdentityState {
  return context.store.of(IdentityState)
}

/** Throws ResourceNotFoundException (IDP-084). */
export function poolOf(context: Context, id: string): IdentityPool {
  return (
    stateOf(context).pools.get(id) ?? fail("ResourceNotFoundException", `IdentityPool '${id}' not found.`)
  )
}

/** Throws ResourceNotFoundException (IDP-085). */
export function identityOf(context: Context, id: string): Identity {
  return (
    stateOf(context).identities.get(id) ?? fail("ResourceNotFoundException", `Identity '${id}' not found.`)
  )
}

/** `<region>:<uuid>` (IDP-039). */
export function newId(context: Context): string {
  return `${context.region}:${context.random.uuid()}`
}
