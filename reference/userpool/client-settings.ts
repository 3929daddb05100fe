import type { TimeUnitsType, UserPoolClientType } from "@aws-sdk/client-cognito-identity-provider"
import { fail, invalidParameter } from "../errors.ts"
import type { Given } from "../operation.ts"
import type { Client } from "./client.ts"
import type { UserPool } from "./user-pool.ts"

/** What CreateUserPoolClient and UpdateUserPoolClient set. */
export type ClientSettings = Omit<
  Given<UserPoolClientType>,
  "UserPoolId" | "ClientId" | "ClientSecret" | "CreationDate" | "LastModifiedDate"
>

const unitSeconds: Record<TimeUnitsType, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 }
const day = unitSeconds.days

/** How long a client's tokens last, in seconds (DIR-044). */
export function tokenLifetimes(settings: ClientSettings): { access: number; id: number; refresh: number } {
  const units = settings.TokenValidityUnits ?? {}
  return {
    access:
      (settings.AccessTokenValidity || 1) *
      unitSeconds[lifetimeUnit(units.AccessToken, settings.AccessTokenValidity)],
    id: (settings.IdTokenValidity || 1) * unitSeconds[lifetimeUnit(units.IdToken, settings.IdTokenValidity)],
    refresh:
      (settings.RefreshTokenValidity || 30) *
      unitSeconds[lifetimeUnit(units.RefreshToken, settings.RefreshTokenValidity, "days")],
  }
}

/** A lifetime that was not given is one hour, or thirty days, whatever its unit. */
function lifetimeUnit(
  unit: TimeUnitsType | undefined,
  given: number | undefined,
  standard: TimeUnitsType = "hours",
) {
  return given && unit ? unit : standard
}

/** How long a session between two challenges lasts, in milliseconds. */
export function sessionLifetime(client: Client): number {
  return client.settings.AuthSessionValidity! * 60_000
}

/** Whether the client hides who exists (PreventUserExistenceErrors). */
export function hidesUsers(client: Client): boolean {
  return client.settings.PreventUserExistenceErrors === "ENABLED"
}

const defaultFlows = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"]
const legacyFlows = ["ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH", "CUSTOM_AUTH_FLOW_ONLY"]

/** Whether a client may sign in this way; `flow` without its `ALLOW_` (DIR-042, DIR-043). */
export function allowsFlow(client: Client, flow: string): boolean {
  const flows: readonly string[] = client.settings.ExplicitAuthFlows ?? defaultFlows
  if (flows.includes(`ALLOW_${flow}`)) return true
  if (!flows.some((allowed) => legacyFlows.includes(allowed))) return false
  switch (flow) {
    case "ADMIN_USER_PASSWORD_AUTH":
      return flows.includes("ADMIN_NO_SRP_AUTH")
    case "USER_PASSWORD_AUTH":
      return flows.includes("USER_PASSWORD_AUTH")
    case "CUSTOM_AUTH":
      return flows.includes("CUSTOM_AUTH_FLOW_ONLY")
    case "USER_SRP_AUTH":
      return !flows.includes("CUSTOM_AUTH_FLOW_ONLY")
    default:
      return flow === "REFRESH_TOKEN_AUTH"
  }
}

const oidcScopes = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"]

/** Throws InvalidParameterException, or ScopeDoesNotExistException, for settings that cannot be (DIR-043 to DIR-048). */
export function requireValidClient(
  pool: UserPool,
  given: ClientSettings,
  doing: "creating" | "updating",
): void {
  const flows: readonly string[] = given.ExplicitAuthFlows ?? []
  if (flows.some((flow) => legacyFlows.includes(flow)) && flows.some((flow) => flow.startsWith("ALLOW_"))) {
    invalidParameter(
      "Legacy values of ExplicitAuthFlows cannot be used together with values that start with ALLOW_.",
    )
  }
  requireLifetimes(given)
  requireAttributes(pool, given, doing)
  requireOAuth(pool, given)
}

function requireLifetimes(given: ClientSettings): void {
  const { access, id, refresh } = tokenLifetimes(given)
  const short = (seconds: number) => seconds >= 300 && seconds <= day
  if (!short(access) || !short(id) || refresh < 3600 || refresh > 3650 * day) {
    invalidParameter("Invalid range for token validity.")
  }
  if (refresh < access || refresh < id) invalidParameter("Invalid range for token validity.")
}

function requireAttributes(pool: UserPool, given: ClientSettings, doing: string): void {
  const known = new Set(pool.schema.map(({ Name }) => Name))
  if (given.ReadAttributes?.some((name) => !known.has(name))) {
    invalidParameter(`Invalid read attributes specified while ${doing} a client`)
  }
  const writable = given.WriteAttributes
  if (!writable?.length) return
  const unwritable = ["sub", "email_verified", "phone_number_verified"]
  const required = pool.schema.filter(({ Name, Required }) => Required && Name !== "sub")
  if (
    writable.some((name) => unwritable.includes(name) || !known.has(name)) ||
    required.some(({ Name }) => !writable.includes(Name!))
  ) {
    invalidParameter(`Invalid write attributes specified while ${doing} a client`)
  }
}

function requireOAuth(pool: UserPool, given: ClientSettings): void {
  const { CallbackURLs = [], LogoutURLs = [], AllowedOAuthFlows = [] } = given
  for (const url of [...CallbackURLs, ...LogoutURLs]) {
    if (/^http:\/\/(?!localhost\b|127\.0\.0\.1\b|\[::1\])/.test(url)) {
      invalidParameter(`${url} cannot use the HTTP protocol.`)
    }
  }
  const interactive = AllowedOAuthFlows.some((flow) => flow !== "client_credentials")
  if (interactive && CallbackURLs.length === 0) {
    invalidParameter("CallbackUrls can not be empty when code flow or implicit flow is selected")
  }
  if (interactive && AllowedOAuthFlows.includes("client_credentials")) {
    invalidParameter("client_credentials flow can not be selected along with code flow or implicit flow.")
  }
  if (given.DefaultRedirectURI && !CallbackURLs.includes(given.DefaultRedirectURI)) {
    invalidParameter(`The default redirect URI ${given.DefaultRedirectURI} is not in the callback URIs list.`)
  }
  const stranger = given.SupportedIdentityProviders?.find((name) => name !== "COGNITO")
  if (stranger) invalidParameter(`The provider ${stranger} does not exist for User Pool ${pool.id}.`)
  const scope = given.AllowedOAuthScopes?.find((name) => !oidcScopes.includes(name))
  if (scope) fail("ScopeDoesNotExistException", `Invalid scope requested: ${scope}`)
}
