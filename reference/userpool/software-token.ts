import type {
  AssociateSoftwareTokenRequest,
  AssociateSoftwareTokenResponse,
  VerifySoftwareTokenRequest,
  VerifySoftwareTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { newSecret, totpMatches } from "../crypto/totp.ts"
import { fail, invalidParameter } from "../errors.ts"
import type { Context, Handler } from "../operation.ts"
import { bearerOf } from "./access-token.ts"
import { poolHasFactor } from "./auth/mfa.ts"
import { type Attempt, consume, countFailure, openSession, type Session, sessionOf } from "./auth/session.ts"
import type { UserPool } from "./user-pool.ts"

/** A new TOTP secret, for a signed-in user or within an MFA_SETUP challenge (AUTH-076, AUTH-077). */
export const associateSoftwareToken: Handler<
  AssociateSoftwareTokenRequest,
  AssociateSoftwareTokenResponse
> = (input, context) => {
  requireOneOf(input)
  const secret = newSecret(context.random)
  if (input.AccessToken !== undefined) {
    const { pool, user } = bearerOf(context, input.AccessToken, { gone: "revoked" })
    requireSoftwareTokens(pool)
    user.mfa.pendingTotpSecret = secret
    return { SecretCode: secret }
  }
  const { pool, session } = setupSession(context, input.Session!)
  requireSoftwareTokens(pool)
  consume(session)
  return { SecretCode: secret, Session: reopen(context, pool, session, { secret, verified: false }) }
}

/** Proves that the user's device has the secret; within a sign-in that also switches the factor on. */
export const verifySoftwareToken: Handler<VerifySoftwareTokenRequest, VerifySoftwareTokenResponse> = (
  input,
  context,
) => {
  requireOneOf(input)
  if (input.AccessToken !== undefined) {
    const { pool, user } = bearerOf(context, input.AccessToken)
    requireSoftwareTokens(pool)
    const secret = user.mfa.pendingTotpSecret
    if (secret === undefined) return invalidParameter("User has not set up software token mfa")
    requireTotp(context, pool, secret, input.UserCode)
    Object.assign(user.mfa, { totpSecret: secret, pendingTotpSecret: undefined, usedTotpSteps: [] })
    user.mfa.deviceName = input.FriendlyDeviceName
    return { Status: "SUCCESS" }
  }
  const { pool, session } = setupSession(context, input.Session!)
  requireSoftwareTokens(pool)
  const { user, totp } = session
  if (!totp) return invalidParameter("User has not set up software token mfa")
  requireTotp(context, pool, totp.secret, input.UserCode, session)
  consume(session)
  Object.assign(user.mfa, { totpSecret: totp.secret, usedTotpSteps: [] })
  user.mfa.deviceName = input.FriendlyDeviceName
  user.mfa.enabled.add("SOFTWARE_TOKEN_MFA")
  return { Status: "SUCCESS", Session: reopen(context, pool, session, { ...totp, verified: true }) }
}

function requireOneOf(input: { AccessToken?: string; Session?: string }): void {
  if ((input.AccessToken === undefined) === (input.Session === undefined)) {
    invalidParameter("Exactly one of AccessToken and Session must be given.")
  }
}

function requireSoftwareTokens(pool: UserPool): void {
  if (!poolHasFactor(pool, "SOFTWARE_TOKEN_MFA")) {
    fail("SoftwareTokenMFANotFoundException", "Software Token MFA has not been enabled by the userPool")
  }
}

function requireTotp(
  context: Context,
  pool: UserPool,
  secret: string,
  code: string,
  session?: Session,
): void {
  if (totpMatches(secret, code, context.now(pool) / 1000) !== undefined) return
  if (session) countFailure(session)
  fail("EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA")
}

/** A session says nothing of its pool, so every pool is asked. */
function setupSession(context: Context, handle: string): { pool: UserPool; session: Session } {
  const pools = [...context.store.userPools.values()]
  const pool = pools.find(({ sessions }) => sessions.has(handle)) ?? pools[0]
  if (!pool) return fail("NotAuthorizedException", "Invalid session for the user.")
  return { pool, session: sessionOf(context, pool, handle, "MFA_SETUP") }
}

function reopen(
  context: Context,
  pool: UserPool,
  { client, user, source }: Session,
  totp: NonNullable<Session["totp"]>,
): string {
  const attempt: Attempt = {
    context,
    pool,
    client,
    user,
    source,
    clientMetadata: undefined,
    device: undefined,
  }
  return openSession(attempt, "MFA_SETUP", { totp })
}
