import type { Invocation } from "../lambda.ts"
import type { Context } from "../operation.ts"
import type { Policies } from "../policies.ts"
import type { Attempt, Session } from "../userpool/auth/session.ts"
import { clientOf } from "../userpool/lookup.ts"
import { findUser } from "../userpool/names.ts"
import type { RefreshToken, SignIn } from "../userpool/sign-in.ts"
import type { Claims } from "../userpool/tokens.ts"
import type { UserPool } from "../userpool/user-pool.ts"

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

/** The part of a trigger's event that faults change. */
export type TriggerEvent = {
  readonly triggerSource: string
  readonly userName: string
  readonly request: Readonly<Record<string, unknown>>
  readonly response: Readonly<Record<string, unknown>>
}

/** Puts `around` in the place of a trigger's invocations, where `triggerSource` begins so. */
export function aroundTrigger(
  policies: Policies,
  source: string,
  around: (invoke: (event: TriggerEvent) => Promise<Invocation>, event: TriggerEvent) => Promise<Invocation>,
): void {
  const { invokeFunction } = policies
  policies.invokeFunction = (endpoint, name, given, options) => {
    const event = given as TriggerEvent
    if (!event.triggerSource.startsWith(source)) return invokeFunction(endpoint, name, event, options)
    return around((changed) => invokeFunction(endpoint, name, changed, options), event)
  }
}

/** The sign-in that a call begins, or answers a challenge of; undefined when it names nobody. */
export function attemptOf(
  context: Context,
  input: { readonly ClientId: string; readonly AuthParameters?: Names; readonly ChallengeResponses?: Names },
): Attempt | undefined {
  const { client, pool } = clientOf(context, input.ClientId)
  const user = findUser(pool, (input.AuthParameters ?? input.ChallengeResponses)?.USERNAME ?? "")
  return user && { context, pool, client, user, source: "Authentication", clientMetadata: undefined }
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
