import type { AuthenticationResultType } from "@aws-sdk/client-cognito-identity-provider"
import type { Context, Given } from "../operation.ts"
import { mayRead } from "./attributes.ts"
import type { Client } from "./client.ts"
import { tokenLifetimes } from "./client-settings.ts"
import { groupClaims } from "./groups.ts"
import { generateClaims, type TokenSource } from "./pre-token-generation.ts"
import type { SignIn } from "./sign-in.ts"
import type { Device, User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

export type Claims = Record<string, unknown>

/** What every use of the user-pools API needs of an access token. */
export const apiScope = "aws.cognito.signin.user.admin"

const refreshTokenHeader = "eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ"

/** Records that a user signed in through a client: the family that its tokens belong to. */
export function newSignIn(
  context: Context,
  pool: UserPool,
  user: User,
  client: Client,
  device: Device | undefined,
): SignIn {
  const signIn: SignIn = {
    id: context.random.uuid(),
    originJti: context.random.uuid(),
    user,
    client,
    authTime: Math.floor(context.now(pool) / 1000),
    device,
    generation: user.generation,
    revoked: false,
  }
  pool.signIns.set(signIn.id, signIn)
  return signIn
}

/** A new refresh token of a sign-in, good until `expires` in epoch milliseconds. */
export function newRefreshToken(context: Context, pool: UserPool, signIn: SignIn, expires: number): string {
  const parts = [32, 12, 96, 16].map((length) => context.random.bytes(length).toString("base64url"))
  const token = [refreshTokenHeader, ...parts].join(".")
  pool.refreshTokens.set(token, { signIn, expires, usableUntil: undefined })
  return token
}

/** Access and ID token of a sign-in, after PreTokenGeneration (TOK-021, TOK-038). */
export async function issueTokens(
  context: Context,
  pool: UserPool,
  signIn: SignIn,
  source: TokenSource,
  clientMetadata: Record<string, string> | undefined,
): Promise<Given<AuthenticationResultType> & { AccessToken: string; IdToken: string }> {
  const { client } = signIn
  const lifetimes = tokenLifetimes(client.settings)
  const standard = standardClaims(context, pool, signIn, lifetimes)
  const { id, access } = await generateClaims(context, pool, signIn, source, clientMetadata, standard)
  const [IdToken, AccessToken] = await Promise.all([
    context.policies.signToken(id, "id", pool, signIn),
    context.policies.signToken(access, "access", pool, signIn),
  ])
  return { AccessToken, ExpiresIn: lifetimes.access, TokenType: "Bearer", IdToken }
}

function standardClaims(
  context: Context,
  pool: UserPool,
  signIn: SignIn,
  lifetimes: { access: number; id: number },
): { id: Claims; access: Claims } {
  const { client, user } = signIn
  const iat = Math.floor(context.now(pool) / 1000)
  const { groups, roles, preferredRole } = groupClaims(pool, user)
  const common = {
    sub: user.sub,
    ...(groups.length > 0 && { "cognito:groups": groups }),
    iss: context.issuer(pool.id),
    ...(client.settings.EnableTokenRevocation && { origin_jti: signIn.originJti }),
    event_id: signIn.id,
    auth_time: signIn.authTime,
    iat,
  }
  return {
    access: {
      ...common,
      client_id: client.id,
      token_use: "access",
      scope: apiScope,
      exp: iat + lifetimes.access,
      jti: context.random.uuid(),
      username: user.username,
      ...(signIn.device && { device_key: signIn.device.key }),
    },
    id: {
      ...attributeClaims(user, client),
      ...common,
      ...(roles.length > 0 && { "cognito:roles": roles }),
      ...(preferredRole && { "cognito:preferred_role": preferredRole }),
      "cognito:username": user.username,
      aud: client.id,
      token_use: "id",
      exp: iat + lifetimes.id,
      jti: context.random.uuid(),
    },
  }
}

/** The attributes that the client may read, in their JSON types (TOK-032 to TOK-034). */
function attributeClaims(user: User, client: Client): Claims {
  const claims: Claims = {}
  for (const [name, value] of user.attributes) {
    if (name === "sub" || value === "" || !mayRead(client, name)) continue
    claims[name] = claimValue(name, value)
  }
  return claims
}

function claimValue(name: string, value: string): unknown {
  switch (name) {
    case "email_verified":
    case "phone_number_verified":
      return value.toLowerCase() === "true"
    case "updated_at":
      return Number(value)
    case "address":
      return { formatted: value }
    default:
      return value
  }
}
