import type { ChallengeNameType } from "@aws-sdk/client-cognito-identity-provider"
import { notAuthorized } from "../../errors.ts"
import type { Context } from "../../operation.ts"
import type { Client } from "../client.ts"
import { sessionLifetime } from "../client-settings.ts"
import type { DeviceClaim } from "../devices.ts"
import type { TokenSource } from "../pre-token-generation.ts"
import type { User } from "../user.ts"
import type { UserPool } from "../user-pool.ts"

/** A sign-in under way. */
export type Attempt = {
  readonly context: Context
  readonly pool: UserPool
  readonly client: Client
  readonly user: User
  /** Set when the user only seems to exist (PreventUserExistenceErrors). */
  readonly userNotFound?: boolean
  /** Which call it was that ends in tokens, for PreTokenGeneration. */
  readonly source: TokenSource
  /** ClientMetadata of this request, where triggers get it as such. */
  readonly clientMetadata: Record<string, string> | undefined
  readonly device: DeviceClaim | undefined
  /** ClientMetadata where CustomMessage gets it: of administrators' answers only (TRG-074, TRG-075). */
  readonly messageMetadata?: Record<string, string> | undefined
}

/** A challenge that waits for its answer. */
export type Session = {
  readonly challenge: ChallengeNameType
  readonly client: Client
  readonly user: User
  readonly userNotFound?: boolean
  readonly source: TokenSource
  /** Epoch milliseconds on the pool's clock. */
  readonly expires: number
  /** The code that was sent. */
  readonly code?: string
  /** TOTP being set up. */
  readonly totp?: { readonly secret: string; readonly verified: boolean }
  readonly custom?: CustomAuth
  used: boolean
  failures: number
}

/** What a custom sign-in remembers between its rounds (TRG-092, TRG-093). */
export type CustomAuth = {
  readonly history: readonly CustomRound[]
  /** Of the challenge that was last created. */
  readonly privateParameters?: unknown
  readonly metadata?: unknown
}

type CustomRound = {
  readonly challengeName: string
  readonly challengeResult: boolean
  readonly challengeMetadata: unknown
}

/** An SRP exchange whose proof is awaited; its secret block is its handle. */
export type SrpExchange = {
  readonly client: Client
  readonly user: User
  readonly userNotFound?: boolean
  readonly expires: number
  readonly custom?: CustomAuth
  readonly A: string
  readonly b: bigint
  readonly B: string
  readonly verifier: bigint
}

/** Wrong answers to one challenge before its session ends. */
const maxFailures = 10
/** An expired session is remembered this long, to be told from one that never was. */
const rememberedMs = 3_600_000

/** Opens a session for the challenge that comes next; the handle is what `Session` carries (AUTH-006). */
export function openSession(
  { context, pool, client, user, userNotFound, source }: Attempt,
  challenge: ChallengeNameType,
  state: Pick<Session, "code" | "totp" | "custom"> = {},
): string {
  const now = context.now(pool)
  forgetOld(pool.sessions, now)
  const handle = `AYABe${context.random.bytes(60).toString("base64url")}`
  pool.sessions.set(handle, {
    challenge,
    client,
    user,
    ...(userNotFound && { userNotFound }),
    source,
    expires: now + sessionLifetime(client),
    ...state,
    used: false,
    failures: 0,
  })
  return handle
}

/** Finds the session of an answer to `challenge`; throws NotAuthorizedException (AUTH-007). */
export function sessionOf(
  context: Context,
  pool: UserPool,
  handle: string,
  challenge: string,
  client?: Client,
): Session {
  const session = pool.sessions.get(handle)
  if (!session || session.challenge !== challenge || (client && session.client !== client)) {
    return notAuthorized("Invalid session for the user.")
  }
  if (session.used) notAuthorized("Invalid session for the user, session can only be used once.")
  if (session.expires <= context.now(pool)) notAuthorized("Invalid session for the user, session is expired.")
  return session
}

/** Uses a session up. */
export function consume(session: Session): void {
  session.used = true
}

/** Counts a wrong answer; after too many the session is dead (AUTH-008). */
export function countFailure(session: Session): void {
  session.failures++
  if (session.failures >= maxFailures) session.used = true
}

/** Drops what expired long ago from the front of a map in order of time. */
export function forgetOld(entries: Map<string, { readonly expires: number }>, now: number): void {
  for (const [handle, { expires }] of entries) {
    if (expires + rememberedMs > now) return
    entries.delete(handle)
  }
}
