import type {
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail, invalidParameter, notAuthorized } from "../../errors.ts"
import type { Context, Handler } from "../../operation.ts"
import type { Client } from "../client.ts"
import { tracksDevices } from "../devices.ts"
import { clientOf } from "../lookup.ts"
import { requireSecretHash } from "../secret-hash.ts"
import { isRevoked, type RefreshToken } from "../sign-in.ts"
import { issueTokens, newRefreshToken } from "../tokens.ts"
import type { UserPool } from "../user-pool.ts"
import type { AuthAnswer } from "./complete.ts"
import { requireStillThere } from "./first-factor.ts"
import type { FlowStart } from "./flow.ts"
import { requiredAnswer } from "./responder.ts"

/** REFRESH_TOKEN_AUTH, for clients without rotation (AUTH-090, AUTH-091). */
export async function startRefreshFlow(start: FlowStart): Promise<AuthAnswer> {
  const { context, pool, client, parameters } = start
  if (rotates(client)) {
    invalidParameter("Refresh token rotation is enabled for this client; use GetTokensFromRefreshToken.")
  }
  const token = requireRefreshToken(context, pool, client, requiredAnswer(parameters, "REFRESH_TOKEN"))
  requireDevice(pool, token, parameters.DEVICE_KEY)
  requireSecretHash(client, token.signIn.user.username, parameters.SECRET_HASH)
  const tokens = await issueTokens(context, pool, token.signIn, "RefreshTokens", undefined)
  return { AuthenticationResult: tokens, ChallengeParameters: {} }
}

/** Refreshes with or without rotation; a rotated token keeps working for the grace period (AUTH-092, AUTH-093). */
export const getTokensFromRefreshToken: Handler<
  GetTokensFromRefreshTokenRequest,
  GetTokensFromRefreshTokenResponse
> = async (input, context) => {
  const { client, pool } = clientOf(context, input.ClientId)
  if (client.secret !== undefined && client.secret !== input.ClientSecret) {
    notAuthorized(`Unable to verify secret hash for client ${client.id}`)
  }
  const token = requireRefreshToken(context, pool, client, input.RefreshToken)
  requireDevice(pool, token, input.DeviceKey)
  const tokens = await issueTokens(context, pool, token.signIn, "RefreshTokens", input.ClientMetadata)
  if (!rotates(client)) return { AuthenticationResult: tokens }
  // Only a refresh that succeeds ends the old token, and without a grace period only one of several at once does.
  requireUsable(context, pool, token)
  return { AuthenticationResult: { ...tokens, RefreshToken: rotate(context, pool, client, token) } }
}

function rotates(client: Client): boolean {
  return client.settings.RefreshTokenRotation?.Feature === "ENABLED"
}

/** The next token of the family, for what is left of the first one's time (TOK-047). */
function rotate(context: Context, pool: UserPool, client: Client, token: RefreshToken): string {
  const grace = client.settings.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0
  token.usableUntil ??= context.now(pool) + grace * 1000
  return newRefreshToken(context, pool, token.signIn, token.expires)
}

/** The record of a refresh token that still works; throws as AUTH-093 to AUTH-095 say. */
function requireRefreshToken(context: Context, pool: UserPool, client: Client, value: string): RefreshToken {
  const token = pool.refreshTokens.get(value)
  if (!token || token.signIn.client !== client) return notAuthorized("Invalid Refresh Token.")
  requireUsable(context, pool, token)
  return token
}

/** Where devices are tracked a sign-in is refreshed on its own device, once that was confirmed (AUTH-094, AUTH-097). */
function requireDevice(pool: UserPool, { signIn }: RefreshToken, key: string | undefined): void {
  if (!tracksDevices(pool)) return
  const device = key === undefined ? undefined : signIn.user.devices.get(key)
  if (!device?.confirmed || device !== signIn.device) notAuthorized("Invalid Refresh Token.")
}

function requireUsable(context: Context, pool: UserPool, token: RefreshToken): void {
  const { user } = token.signIn
  const now = context.now(pool)
  requireStillThere(pool, user)
  if (!user.enabled) notAuthorized("User is disabled.")
  if (isRevoked(token.signIn)) notAuthorized("Refresh Token has been revoked")
  if (token.expires <= now) notAuthorized("Refresh Token has expired")
  if (token.usableUntil !== undefined && token.usableUntil <= now) {
    fail("RefreshTokenReuseException", "Refresh Token has been revoked")
  }
}
