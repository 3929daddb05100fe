import type { Context } from "../operation.ts"
import { groupClaims } from "./groups.ts"
import type { SignIn } from "./sign-in.ts"
import type { Claims } from "./tokens.ts"
import { eventAttributes, hasTrigger, metadataMember, runTrigger } from "./triggers.ts"
import type { UserPool } from "./user-pool.ts"

/** What follows `TokenGeneration_` in the trigger's source (TRG-031). */
export type TokenSource = "Authentication" | "NewPasswordChallenge" | "RefreshTokens"

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

/** Claims that no function changes (TOK-081, TRG-122); `cognito:` claims neither, but for suppressed groups. */
const fixed = new Set(
  (
    "acr amr at_hash aud auth_time azp exp iat iss jti nbf nonce origin_jti sub token_use identities username " +
    "client_id event_id device_key version"
  ).split(" "),
)

/** Lets the pool's PreTokenGeneration function change the claims of both tokens. */
export async function generateClaims(
  context: Context,
  pool: UserPool,
  signIn: SignIn,
  source: TokenSource,
  clientMetadata: Record<string, string> | undefined,
  claims: { id: Claims; access: Claims },
): Promise<{ id: Claims; access: Claims }> {
  if (!hasTrigger(pool, "PreTokenGeneration")) return claims
  const version = pool.settings.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion ?? "V1_0"
  const { groups, roles, preferredRole } = groupClaims(pool, signIn.user)
  const response = await runTrigger(context, pool, {
    trigger: "PreTokenGeneration",
    source: `_${source}`,
    version: version.slice(1, 2),
    userName: signIn.user.username,
    clientId: signIn.client.id,
    request: {
      userAttributes: eventAttributes(signIn.user),
      groupConfiguration: {
        groupsToOverride: groups,
        iamRolesToOverride: roles,
        preferredRole: preferredRole ?? null,
      },
      ...(version !== "V1_0" && { scopes: String(claims.access.scope).split(" ") }),
      ...metadataMember(clientMetadata),
    },
    response: version === "V1_0" ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null },
  })
  return version === "V1_0"
    ? applyV1(claims, response?.claimsOverrideDetails as (Overrides & Grouped) | null)
    : applyV2(claims, response?.claimsAndScopeOverrideDetails as V2 | null)
}

type Grouped = { groupOverrideDetails?: GroupOverrides | null }
type V2 = Grouped & { idTokenGeneration?: Overrides | null; accessTokenGeneration?: Overrides | null }
type Both = { id: Claims; access: Claims }

function applyV1({ id, access }: Both, details: (Overrides & Grouped) | null | undefined): Both {
  if (!details) return { id, access }
  const strings = Object.entries(details.claimsToAddOrOverride ?? {}).map(([name, value]) => [
    name,
    String(value),
  ])
  const overrides = { ...details, claimsToAddOrOverride: Object.fromEntries(strings) }
  return {
    id: override(overrideGroups(id, details), overrides),
    access: overrideGroups(access, details),
  }
}

function applyV2({ id, access }: Both, details: V2 | null | undefined): Both {
  if (!details) return { id, access }
  return {
    id: override(overrideGroups(id, details), details.idTokenGeneration),
    access: overrideScope(
      override(overrideGroups(access, details), details.accessTokenGeneration),
      details.accessTokenGeneration,
    ),
  }
}

/** Adds, replaces and takes away claims; a claim in both lists goes (TRG-124). */
function override(claims: Claims, overrides: Overrides | null | undefined): Claims {
  const changed = { ...claims }
  for (const [name, value] of Object.entries(overrides?.claimsToAddOrOverride ?? {})) {
    if (!fixed.has(name) && !name.startsWith("cognito:") && name !== "scope") changed[name] = value
  }
  for (const name of overrides?.claimsToSuppress ?? []) {
    if (name === "cognito:groups") Object.assign(changed, withoutGroups(changed))
    if (!fixed.has(name) && !name.startsWith("cognito:") && name !== "scope") delete changed[name]
  }
  return changed
}

/** `groupOverrideDetails` given but null or empty takes the groups away (TRG-123). */
function overrideGroups(claims: Claims, details: Grouped): Claims {
  if (details.groupOverrideDetails === undefined) return claims
  const { groupsToOverride, iamRolesToOverride, preferredRole } = details.groupOverrideDetails ?? {}
  const changed = { ...claims }
  withoutGroups(changed)
  if (groupsToOverride?.length) changed["cognito:groups"] = groupsToOverride
  if (claims.token_use === "id") {
    if (iamRolesToOverride?.length) changed["cognito:roles"] = iamRolesToOverride
    if (preferredRole) changed["cognito:preferred_role"] = preferredRole
  }
  return changed
}

function withoutGroups(claims: Claims): Claims {
  for (const name of ["cognito:groups", "cognito:roles", "cognito:preferred_role"]) delete claims[name]
  return claims
}

function overrideScope(claims: Claims, overrides: Overrides | null | undefined): Claims {
  const { scopesToAdd, scopesToSuppress } = overrides ?? {}
  const added = (scopesToAdd ?? []).filter((scope) => !/\s/.test(scope))
  const scopes = new Set([...String(claims.scope).split(" "), ...added])
  for (const scope of scopesToSuppress ?? []) scopes.delete(scope)
  return { ...claims, scope: [...scopes].join(" ") }
}
