import type { GetOpenIdTokenInput, GetOpenIdTokenResponse } from "@aws-sdk/client-cognito-identity"
import type { JWK } from "jose"
import { readJwt, signJwt, verifySignature } from "../crypto/jws.ts"
import type { SigningKey } from "../crypto/keys.ts"
import { invalidParameter } from "../errors.ts"
import type { Context, Handler } from "../operation.ts"
import { authenticate, type Principal } from "./linking.ts"
import { identityOf, stateOf } from "./state.ts"

const issuer = "https://cognito-identity.amazonaws.com"
const lifetime = 600

/** The classic flow's token, for STS (IDP-110..118). Unset AllowClassicFlow is not false (IDP-074). */
export const getOpenIdToken: Handler<GetOpenIdTokenInput, GetOpenIdTokenResponse> = async (
  input,
  context,
) => {
  const { pool } = identityOf(context, input.IdentityId)
  if (pool.settings.AllowClassicFlow === false) {
    invalidParameter("Basic (classic) flow is not enabled, please use enhanced flow.")
  }
  const principal = authenticate(context, input.IdentityId, input.Logins)
  const { id } = principal.identity
  const now = Math.floor(context.now() / 1000)
  const arn = `arn:aws:cognito-identity:${context.region}:${context.accountId}:identitypool/${pool.id}`
  const claims = {
    sub: id,
    aud: pool.id,
    amr: methods(principal),
    iss: issuer,
    [`${issuer}/identity-pool-arn`]: arn,
    exp: now + lifetime,
    iat: now,
  }
  const header = { kid: keyId(context), typ: "JWS", alg: "RS512" } as const
  return { IdentityId: id, Token: await signJwt(claims, await signingKey(context), header) }
}

/** What an OpenID token of this endpoint says. `age` is how many seconds ago it expired, or less than 0. */
export type OpenIdToken = {
  readonly identityId: string
  readonly identityPoolId: string
  readonly age: number
}

/** Verifies an OpenID token's issuer and signature, not its age; undefined when it is none of ours. */
export async function readOpenIdToken(context: Context, token: string): Promise<OpenIdToken | undefined> {
  const jwt = readJwt(token)
  if (jwt?.payload.iss !== issuer || jwt.header.alg !== "RS512") return undefined
  if (!verifySignature(jwt, (await signingKey(context)).publicKey)) return undefined
  const { sub, aud, exp } = jwt.payload as { sub: string; aud: string; exp: number }
  return { identityId: sub, identityPoolId: aud, age: Math.floor(context.now() / 1000) - exp }
}

/** What `GET /.well-known/jwks_uri` answers (IDP-116, IDP-117). */
export async function identityJwks(context: Context): Promise<{ keys: JWK[] }> {
  const { publicJwk } = await signingKey(context)
  return { keys: [{ ...publicJwk, alg: "RS512", kid: keyId(context) }] }
}

/** What `GET /.well-known/openid-configuration` answers. */
export const identityDiscovery = {
  issuer,
  jwks_uri: `${issuer}/.well-known/jwks_uri`,
  response_types_supported: ["id_token"],
  subject_types_supported: ["public"],
  id_token_signing_alg_values_supported: ["RS512"],
}

/** How the identity was authenticated (IDP-113, IDP-114). */
function methods({ logins }: Principal): string[] {
  if (logins.length === 0) return ["unauthenticated"]
  return [
    "authenticated",
    ...logins.flatMap(({ provider, subject }) => [provider, `${provider}:CognitoSignIn:${subject}`]),
  ]
}

function signingKey(context: Context): Promise<SigningKey> {
  const state = stateOf(context)
  state.signingKey ??= context.keys.take()
  return state.signingKey
}

/** The region and an index (IDP-110). */
function keyId(context: Context): string {
  return `${context.region}1`
}
