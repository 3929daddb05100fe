import type {
  ChallengeNameType,
  InitiateAuthResponse,
  RespondToAuthChallengeRequest,
} from "@aws-sdk/client-cognito-identity-provider"
import { readJwt } from "../crypto/jws.ts"
import type { Context, Given, Operations } from "../operation.ts"
import type { Policies } from "../policies.ts"
import type { Attempt, Session } from "../userpool/auth/session.ts"
import { clientOf } from "../userpool/lookup.ts"
import { findUser } from "../userpool/names.ts"
import { secretHash } from "../userpool/secret-hash.ts"
import type { RefreshToken, SignIn } from "../userpool/sign-in.ts"
import type { Claims } from "../userpool/tokens.ts"
import type { UserPool } from "../userpool/user-pool.ts"
import { changeAnswer, changePolicies, withMembers, wrap } from "./wrap.ts"

type Names = Readonly<Record<string, string>>

/** Changes the claims of ID or access tokens before they are signed. */
export function changeClaims(
  policies: Policies,
  use: "id" | "access",
  change: (claims: Claims, signIn: SignIn, pool: UserPool) => Claims,
): void {
  const { signToken } = policies
  policies.signToken = (claims, kind, pool, signIn) =>
    signToken(kind === use ? change(claims, signIn, pool) : claims, kind, pool, signIn)
}

type Tokens = NonNullable<Given<InitiateAuthResponse>["AuthenticationResult"]>

/** Changes the AuthenticationResult of an operation, where it gives one. */
export function changeTokens<Input = never>(
  operations: Operations,
  operation: string,
  change: (tokens: Tokens, input: Given<Input>) => Tokens,
): void {
  changeAnswer<InitiateAuthResponse, Input>(operations, operation, (answer, input) =>
    answer.AuthenticationResult
      ? { ...answer, AuthenticationResult: change(answer.AuthenticationResult, input) }
      : answer,
  )
}

/** Leaves a member out of the AuthenticationResult that the answer to a challenge gives. */
export function dropToken(
  operations: Operations,
  challenge: ChallengeNameType,
  member: "AccessToken" | "RefreshToken" | "ExpiresIn",
): void {
  changeTokens<RespondToAuthChallengeRequest>(
    operations,
    "RespondToAuthChallenge",
    ({ [member]: dropped, ...others }, { ChallengeName }) =>
      ChallengeName === challenge || dropped === undefined ? others : { ...others, [member]: dropped },
  )
}

/** The sign-in that a call begins, or answers a challenge of; undefined when it names nobody. */
export function attemptOf(
  context: Context,
  input: { readonly ClientId: string; readonly AuthParameters?: Names; readonly ChallengeResponses?: Names },
): Attempt | undefined {
  const { client, pool } = clientOf(context, input.ClientId)
  const user = findUser(pool, (input.AuthParameters ?? input.ChallengeResponses)?.USERNAME ?? "")
  return (
    user && {
      context,
      pool,
      client,
      user,
      source: "Authentication",
      clientMetadata: undefined,
      device: undefined,
    }
  )
}

/** The sign-in that an access token comes from, and its pool; undefined for what is no token. */
export function signInOf(
  context: Context,
  accessToken: string,
): { pool: UserPool; signIn: SignIn } | undefined {
  const claims = readJwt(accessToken)?.payload
  const pool = context.store.userPools.get(String(claims?.iss).split("/").at(-1)!)
  const signIn = pool?.signIns.get(String(claims?.event_id))
  return pool && signIn && { pool, signIn }
}

/** Lets an operation take access tokens of sign-ins that were revoked. */
export function takeRevoked(operations: Operations, operation: string): void {
  wrap<{ AccessToken: string }, unknown>(operations, operation, (call, { AccessToken }, context) => {
    const found = signInOf(context, AccessToken)
    return found ? withMembers(found.signIn, { revoked: false }, call) : call()
  })
}

/** Changes the claims of the ID token that an operation gives, where `isMeant` says so. */
export function changeIdToken<Input>(
  operations: Operations,
  operation: string,
  isMeant: (input: Given<Input>) => boolean,
  change: (claims: Claims) => Claims,
): void {
  changePolicies<Input>(operations, operation, ({ signToken }, input) => ({
    signToken: (claims, use, pool, signIn) =>
      signToken(use === "id" && isMeant(input) ? change(claims) : claims, use, pool, signIn),
  }))
}

/** A refresh token's record, which faults may change, and its pool. */
export function findRefreshToken(
  context: Context,
  token: string | undefined,
):
  | { pool: UserPool; record: Mutable<Omit<RefreshToken, "signIn">> & { signIn: Mutable<SignIn> } }
  | undefined {
  return find(context, ({ refreshTokens }) => refreshTokens, token)
}

/** A session's record, which faults may change, and its pool. */
export function findSession(
  context: Context,
  handle: string | undefined,
): { pool: UserPool; record: Mutable<Session> } | undefined {
  return find(context, ({ sessions }) => sessions, handle)
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

function find<T>(
  { store }: Context,
  map: (pool: UserPool) => ReadonlyMap<string, T>,
  key: string | undefined,
): { pool: UserPool; record: T } | undefined {
  for (const pool of store.userPools.values()) {
    const record = key === undefined ? undefined : map(pool).get(key)
    if (record) return { pool, record }
  }
  return undefined
}

/** The secret hash that a call should carry; undefined for a client without a secret. */
export function rightSecretHash(context: Context, clientId: string, username: string): string | undefined {
  const { client } = clientOf(context, clientId)
  return client.secret && secretHash(client, client.secret, username)
}
