import type { Claims } from "./tokens.ts"
import { unrecognizable } from "./triggers.ts"

/** The claims of the two tokens of one issue. */
export type TokenClaims = { readonly id: Claims; readonly access: Claims }

type Overrides = {
  claimsToAddOrOverride?: Claims | null
  claimsToSuppress?: string[] | null
  scopesToAdd?: string[] | null
  scopesToSuppress?: string[] | null
}
type GroupOverrides = {
  groupsToOverride?: string[] | null
  iamRolesToOverride?: string[] | null
  preferredRole?: string | null
}
type Grouped = { groupOverrideDetails?: GroupOverrides | null }
type DetailsV1 = Grouped & Overrides
type DetailsV2 = Grouped & { idTokenGeneration?: Overrides | null; accessTokenGeneration?: Overrides | null }

/** Claims that no function changes (TOK-081, TRG-122); of those in `cognito:` only the groups can be suppressed. */
const fixed = new Set(
  (
    "acr amr at_hash aud auth_time azp exp iat iss jti nbf nonce origin_jti sub token_use identities username " +
    "client_id event_id device_key version scope"
  ).split(" "),
)

/** Claims of the ID token that take no lists or objects (TRG-121). */
const simple = new Set(["phone_number_verified", "email_verified", "updated_at", "address"])

/**
 * `claimsOverrideDetails`, as a function of version 1 answers it: claims of the ID token, which are text, and the groups
 * of both. Throws InvalidLambdaResponseException for what has not that shape (TRG-063, TRG-119).
 */
export function overrideV1({ id, access }: TokenClaims, answered: unknown): TokenClaims {
  const details = read<DetailsV1>(answered)
  if (!details) return { id, access }
  const added = Object.entries(details.claimsToAddOrOverride ?? {})
  if (added.some(([, value]) => typeof value === "object" && value !== null)) unrecognizable()
  const claimsToAddOrOverride = Object.fromEntries(
    added.map(([name, value]) => [name, value === null ? null : String(value)]),
  )
  return {
    id: overrideClaims(overrideGroups(id, details), { ...details, claimsToAddOrOverride }),
    access: overrideGroups(access, details),
  }
}

/**
 * `claimsAndScopeOverrideDetails`, as a function of version 2 or 3 answers it: claims of both tokens, of any JSON type,
 * scopes of the access token and groups of both. Throws InvalidLambdaResponseException for what has not that shape
 * (TRG-063, TRG-120).
 */
export function overrideV2({ id, access }: TokenClaims, answered: unknown): TokenClaims {
  const details = read<DetailsV2>(answered)
  if (!details) return { id, access }
  const { idTokenGeneration, accessTokenGeneration } = details
  return {
    id: overrideClaims(overrideGroups(id, details), idTokenGeneration),
    access: overrideScope(
      overrideClaims(overrideGroups(access, details), accessTokenGeneration),
      accessTokenGeneration,
    ),
  }
}

/** Adds, replaces and takes away claims; a claim in both lists goes (TRG-124). */
function overrideClaims(claims: Claims, overrides: Overrides | null | undefined): Claims {
  const added = Object.entries(overrides?.claimsToAddOrOverride ?? {}).filter(
    ([name, value]) => value !== null && mayBecome(claims, name, value),
  )
  const changed = { ...claims, ...Object.fromEntries(added) }
  for (const name of overrides?.claimsToSuppress ?? []) {
    if (name === "cognito:groups") removeGroups(changed)
    else if (isFree(name)) delete changed[name]
  }
  return changed
}

function mayBecome(claims: Claims, name: string, value: unknown): boolean {
  if (claims.token_use === "access") return isFree(name) || (name === "aud" && value === claims.client_id)
  return isFree(name) && !(simple.has(name) && typeof value === "object")
}

function isFree(name: string): boolean {
  return !fixed.has(name) && !name.startsWith("cognito:")
}

/** `groupOverrideDetails` given but null or empty takes the groups away (TRG-123). */
function overrideGroups(claims: Claims, { groupOverrideDetails }: Grouped): Claims {
  if (groupOverrideDetails === undefined) return claims
  const { groupsToOverride, iamRolesToOverride, preferredRole } = groupOverrideDetails ?? {}
  const changed = { ...claims }
  removeGroups(changed)
  if (groupsToOverride?.length) changed["cognito:groups"] = groupsToOverride
  if (claims.token_use === "id") {
    if (iamRolesToOverride?.length) changed["cognito:roles"] = iamRolesToOverride
    if (preferredRole) changed["cognito:preferred_role"] = preferredRole
  }
  return changed
}

function removeGroups(claims: Claims): void {
  for (const name of ["cognito:groups", "cognito:roles", "cognito:preferred_role"]) delete claims[name]
}

/** A scope has no blanks (TRG-125). */
function overrideScope({ scope, ...claims }: Claims, overrides: Overrides | null | undefined): Claims {
  const { scopesToAdd, scopesToSuppress } = overrides ?? {}
  const added = (scopesToAdd ?? []).filter((name) => !/\s/.test(name))
  const scopes = new Set([...String(scope).split(" "), ...added])
  for (const name of scopesToSuppress ?? []) scopes.delete(name)
  return { ...claims, ...(scopes.size > 0 && { scope: [...scopes].join(" ") }) }
}

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value)
const isTexts = (value: unknown) => Array.isArray(value) && value.every((name) => typeof name === "string")

/** What each member of a function's answer must be, unless it is null. */
const members = new Map<string, (value: unknown) => boolean>([
  ["claimsToAddOrOverride", isObject],
  ["claimsToSuppress", isTexts],
  ["scopesToAdd", isTexts],
  ["scopesToSuppress", isTexts],
  ["groupsToOverride", isTexts],
  ["iamRolesToOverride", isTexts],
  ["preferredRole", (value) => typeof value === "string"],
  ["groupOverrideDetails", isShaped],
  ["idTokenGeneration", isShaped],
  ["accessTokenGeneration", isShaped],
])

function isShaped(value: unknown): boolean {
  return (
    isObject(value) &&
    Object.entries(value as object).every(
      ([name, member]) => member === null || (members.get(name)?.(member) ?? true),
    )
  )
}

function read<Details>(answered: unknown): Details | undefined {
  if (answered === undefined || answered === null) return undefined
  return isShaped(answered) ? (answered as Details) : unrecognizable()
}
