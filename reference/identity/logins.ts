import { notAuthorized } from "../errors.ts"
import type { Context } from "../operation.ts"
import type { IdentityPool } from "./state.ts"

/** A login that was proven by its token. */
export type Login = {
  /** The key in Logins, e.g. `cognito-idp.us-east-1.amazonaws.com/us-east-1_aBcDeFgHi`. */
  readonly provider: string
  readonly subject: string
  /** The key of its role mapping: provider and app client. */
  readonly mapping: string
  readonly claims: Readonly<Record<string, unknown>>
}

/** Throws NotAuthorizedException for logins that have nothing to do with the identity or its pool (IDP-076). */
export function loginsDoNotMatch(): never {
  notAuthorized(
    "Logins don't match. Please include at least one valid login for this identity or identity pool.",
  )
}

/** Verifies every token of Logins; one that fails fails the call (IDP-072), with the texts of IDP-076..083. */
export function verifyLogins(
  context: Context,
  pool: IdentityPool,
  logins: Readonly<Record<string, string>>,
): Login[] {
  const { CognitoIdentityProviders, SupportedLoginProviders, OpenIdConnectProviderARNs, SamlProviderARNs } =
    pool.settings
  if (
    !(CognitoIdentityProviders || SupportedLoginProviders || OpenIdConnectProviderARNs || SamlProviderARNs)
  ) {
    loginsDoNotMatch()
  }
  return Object.entries(logins).map(([provider, token]) => {
    if (provider === "cognito-identity.amazonaws.com") refuse("Not a Cognito token.")
    if (provider.startsWith("cognito-idp.")) return verifyUserPoolLogin(context, pool, provider, token)
    if (!isConfigured(pool, provider)) notSupported()
    // The keys of public providers are out of an offline endpoint's reach, so that no signature of theirs verifies.
    return refuse("Couldn't verify signed token.")
  })
}

function verifyUserPoolLogin(context: Context, pool: IdentityPool, provider: string, token: string): Login {
  const claims = context.policies.readIdToken(token)?.payload
  if (!claims) return refuse("Not a valid OpenId Connect identity token.")
  if (provider !== providerOf(context, claims.iss)) refuse("Issuer doesn't match providerName")
  if (claims.aud === undefined) refuse("Missing a required claim: aud")
  const configured = pool.settings.CognitoIdentityProviders?.find(
    ({ ProviderName, ClientId }) => ProviderName === provider && ClientId === claims.aud,
  )
  if (!configured) return notSupported()

  const verdict = context.verifyIdToken(token, { serverSide: configured.ServerSideTokenCheck === true })
  if (!("refused" in verdict)) {
    return { provider, subject: String(claims.sub), mapping: `${provider}:${claims.aud}`, claims }
  }
  if (verdict.refused === "expired") {
    const userPool = context.store.userPools.get(String(claims.iss).split("/").at(-1)!)
    refuse(`Token expired: ${Math.floor(context.now(userPool) / 1000)} >= ${claims.exp}`)
  }
  if (verdict.refused === "revoked") refuse("The user was signed out, disabled or deleted.")
  return refuse("Couldn't verify signed token.")
}

/** The Logins key of an issuer: that of a user pool, wherever its tokens say they come from; else the issuer's address. */
function providerOf(context: Context, issuer: unknown): string {
  const url = String(issuer)
  const userPoolId = url.split("/").at(-1)!
  if (url === context.issuer(userPoolId)) return `cognito-idp.${context.region}.amazonaws.com/${userPoolId}`
  return url.replace("https://", "")
}

function isConfigured({ settings }: IdentityPool, provider: string): boolean {
  return (
    Object.hasOwn(settings.SupportedLoginProviders ?? {}, provider) ||
    (settings.OpenIdConnectProviderARNs ?? []).some((arn) => arn.endsWith(`:oidc-provider/${provider}`)) ||
    (settings.SamlProviderARNs ?? []).includes(provider)
  )
}

function notSupported(): never {
  notAuthorized("Token is not from a supported provider of this identity pool.")
}

function refuse(why: string): never {
  notAuthorized(`Invalid login token. ${why}`)
}
