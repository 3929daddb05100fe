import type {
  GetIdentityPoolRolesInput,
  GetIdentityPoolRolesResponse,
  MappingRule,
  RoleMapping,
  SetIdentityPoolRolesInput,
} from "@aws-sdk/client-cognito-identity"
import { fail, invalidParameter, notAuthorized } from "../errors.ts"
import type { Given, Handler } from "../operation.ts"
import type { Login } from "./logins.ts"
import { type IdentityPool, poolOf } from "./state.ts"

/** Replaces the roles and the mappings. Throws InvalidParameterException (IDP-052, IDP-088). */
export const setIdentityPoolRoles: Handler<SetIdentityPoolRolesInput, void> = (input, context) => {
  const pool = poolOf(context, input.IdentityPoolId)
  const { Roles, RoleMappings = {} } = input
  const known = mappableProviders(pool)
  for (const [provider, mapping] of Object.entries(RoleMappings)) {
    if (!known.has(provider)) {
      invalidParameter(
        `(${provider}) is not a valid RoleMapping ProviderName or is not a configured provider.`,
      )
    }
    if (!mapping.AmbiguousRoleResolution)
      invalidParameter(`AmbiguousRoleResolution is required for ${provider}.`)
    if (mapping.Type === "Rules" && !mapping.RulesConfiguration) {
      invalidParameter(`RulesConfiguration is required for ${provider}.`)
    }
  }
  pool.roles = Roles
  pool.roleMappings = RoleMappings
}

export const getIdentityPoolRoles: Handler<GetIdentityPoolRolesInput, GetIdentityPoolRolesResponse> = (
  input,
  context,
) => {
  const { id, roles, roleMappings } = poolOf(context, input.IdentityPoolId)
  return {
    IdentityPoolId: id,
    ...(Object.keys(roles).length > 0 && { Roles: roles }),
    ...(Object.keys(roleMappings).length > 0 && { RoleMappings: roleMappings }),
  }
}

/**
 * The ARN of the role that these logins get; none are a guest's. `wanted` is CustomRoleArn, which only a mapping can
 * grant. Throws NotAuthorizedException and InvalidIdentityPoolConfigurationException (IDP-086, 089, 102..105).
 */
export function roleFor(pool: IdentityPool, logins: readonly Login[], wanted?: string): string {
  if (logins.length === 0) return pool.roles.unauthenticated ?? misconfigured()
  const login = logins.find(({ mapping }) => Object.hasOwn(pool.roleMappings, mapping))
  if (!login) return pool.roles.authenticated ?? misconfigured()

  const mapping = pool.roleMappings[login.mapping]!
  const { granted, role } = mapping.Type === "Rules" ? byRules(mapping, login) : byToken(login)
  if (wanted !== undefined) {
    return granted.includes(wanted) ? wanted : notAuthorized(`Access to Role '${wanted}' is forbidden.`)
  }
  if (role !== undefined) return role
  if (mapping.AmbiguousRoleResolution === "AuthenticatedRole")
    return pool.roles.authenticated ?? misconfigured()
  return notAuthorized(`The ambiguous role mapping rules for: ${login.mapping} denied this request.`)
}

/** Throws InvalidIdentityPoolConfigurationException: there is no such role, or it does not trust the pool (IDP-086). */
export function misconfigured(): never {
  fail(
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  )
}

/** All roles that the login may have, and the one it has unless it asks. */
type Choice = { readonly granted: readonly string[]; readonly role: string | undefined }

function byToken({ claims }: Login): Choice {
  const roles = claims["cognito:roles"]
  const preferred = claims["cognito:preferred_role"]
  return {
    granted: Array.isArray(roles) ? roles : String(roles ?? "").split(","),
    role: typeof preferred === "string" ? preferred : undefined,
  }
}

function byRules({ RulesConfiguration }: Given<RoleMapping>, { claims }: Login): Choice {
  const granted = RulesConfiguration!.Rules.filter((rule) => matches(rule, claims)).map(
    (rule) => rule.RoleARN,
  )
  return { granted, role: granted[0] }
}

function matches({ Claim, MatchType, Value }: Given<MappingRule>, claims: Login["claims"]): boolean {
  const claim = claims[Claim]
  if (claim === undefined) return false
  const values = (Array.isArray(claim) ? claim : [claim]).map(String)
  switch (MatchType) {
    case "Equals":
      return values.includes(Value)
    case "NotEqual":
      return !values.includes(Value)
    case "Contains":
      return values.some((value) => value.includes(Value))
    default:
      return values.some((value) => value.startsWith(Value))
  }
}

/** The names under which providers of the pool can have a mapping (IDP-105). */
function mappableProviders({ settings }: IdentityPool): Set<string> {
  return new Set([
    ...(settings.CognitoIdentityProviders ?? []).map(
      ({ ProviderName, ClientId }) => `${ProviderName}:${ClientId}`,
    ),
    ...Object.keys(settings.SupportedLoginProviders ?? {}),
    ...(settings.OpenIdConnectProviderARNs ?? []),
    ...(settings.SamlProviderARNs ?? []),
  ])
}
