import type {
  AdminResetUserPasswordRequest,
  AdminResetUserPasswordResponse,
  ChangePasswordRequest,
  ChangePasswordResponse,
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse,
  ForgotPasswordRequest,
  ForgotPasswordResponse,
} from "@aws-sdk/client-cognito-identity-provider"
import { fail, invalidParameter, notAuthorized } from "../errors.ts"
import type { Handler } from "../operation.ts"
import { bearerOf } from "./access-token.ts"
import { refusePassword, requireUnlocked } from "./auth/first-factor.ts"
import { migrateUser } from "./auth/user-migration.ts"
import { hidesUsers } from "./client-settings.ts"
import { codeMismatch, issueCode, requireCode } from "./codes.ts"
import { deliver } from "./delivery.ts"
import { clientOf, poolOf } from "./lookup.ts"
import { findUser, refile, userOf } from "./names.ts"
import { passwordIs, policyRefusals, requireNewPassword, requirePolicy, setPassword } from "./passwords.ts"
import { requireSecretHash } from "./secret-hash.ts"
import { simulatedDelivery } from "./simulated.ts"
import { eventAttributes, metadataMember, runTrigger } from "./triggers.ts"
import type { Code, User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

/** Sends a recovery code; where the client hides who exists, nobody can tell whether it did (DIR-123 to DIR-125, DIR-143). */
export const forgotPassword: Handler<ForgotPasswordRequest, ForgotPasswordResponse> = async (
  input,
  context,
) => {
  const { client, pool } = clientOf(context, input.ClientId)
  const { Username, ClientMetadata } = input
  requireSecretHash(client, Username, input.SecretHash)
  const user =
    findUser(pool, Username) ??
    (await migrateUser({ context, pool, client, clientMetadata: ClientMetadata }, Username))
  const channel = user && recoveryChannel(pool, user)
  const isReady = channel && user.enabled && user.status !== "FORCE_CHANGE_PASSWORD"
  if (!isReady && hidesUsers(client)) return { CodeDeliveryDetails: simulatedDelivery(pool, Username) }
  if (!user) fail("UserNotFoundException", "Username/client id combination not found.")
  if (!user.enabled) notAuthorized("User is disabled.")
  if (user.status === "FORCE_CHANGE_PASSWORD")
    notAuthorized("User password cannot be reset in the current state.")
  const attribute = channel ?? refuseUnreachable(pool)
  const code = issueCode(context, pool, user, "recovery", attribute)
  const details = await deliver(context, pool, user, {
    trigger: "ForgotPassword",
    attribute,
    secret: { code },
    clientId: client.id,
    clientMetadata: ClientMetadata,
  })
  return { CodeDeliveryDetails: details }
}

export const confirmForgotPassword: Handler<
  ConfirmForgotPasswordRequest,
  ConfirmForgotPasswordResponse
> = async (input, context) => {
  const { client, pool } = clientOf(context, input.ClientId)
  requireSecretHash(client, input.Username, input.SecretHash)
  const user = findUser(pool, input.Username)
  if (!user?.enabled) {
    if (hidesUsers(client)) codeMismatch()
    if (!user) fail("UserNotFoundException", "Username/client id combination not found.")
    notAuthorized("User is disabled.")
  }
  requireCode(context, pool, user, "recovery", input.ConfirmationCode)
  requirePolicy(pool, input.Password, policyRefusals.change)
  requireNewPassword(pool, user, input.Password)
  await context.policies.redeemCode(user, "recovery")
  setPassword(context, pool, user, input.Password)
  user.status = "CONFIRMED"
  user.failedSignIns = { count: 0, last: 0, lockedUntil: 0 }
  refile(pool, user)
  await runTrigger(context, pool, {
    trigger: "PostConfirmation",
    source: "_ConfirmForgotPassword",
    userName: user.username,
    clientId: client.id,
    request: { userAttributes: eventAttributes(user), ...metadataMember(input.ClientMetadata) },
  })
  return {}
}

/** Makes a user choose a new password, by a code that is sent (DIR-106). */
export const adminResetUserPassword: Handler<
  AdminResetUserPasswordRequest,
  AdminResetUserPasswordResponse
> = async (input, context) => {
  const pool = poolOf(context, input.UserPoolId)
  const user = userOf(pool, input.Username)
  if (user.status !== "CONFIRMED" && user.status !== "RESET_REQUIRED") {
    notAuthorized("User password cannot be reset in the current state.")
  }
  const attribute = recoveryChannel(pool, user) ?? refuseUnreachable(pool)
  user.status = "RESET_REQUIRED"
  user.modified = context.now(pool)
  const code = issueCode(context, pool, user, "recovery", attribute)
  await deliver(context, pool, user, {
    trigger: "ForgotPassword",
    attribute,
    secret: { code },
    clientMetadata: input.ClientMetadata,
  })
  return {}
}

export const changePassword: Handler<ChangePasswordRequest, ChangePasswordResponse> = (input, context) => {
  const { pool, user } = bearerOf(context, input.AccessToken)
  requireUnlocked(context, pool, user)
  if (user.password && !passwordIs(pool, user, input.PreviousPassword ?? ""))
    refusePassword(context, pool, user)
  requirePolicy(pool, input.ProposedPassword, policyRefusals.change)
  requireNewPassword(pool, user, input.ProposedPassword)
  setPassword(context, pool, user, input.ProposedPassword)
  return {}
}

/**
 * Where a recovery code goes: the first verified address that the pool recovers by, which must not be the user's second
 * factor as well. A pool without the setting prefers SMS (DIR-004, DIR-123).
 */
function recoveryChannel(pool: UserPool, user: User): Code["attribute"] | undefined {
  const mechanisms = [...(pool.settings.AccountRecoverySetting?.RecoveryMechanisms ?? legacyMechanisms)]
  mechanisms.sort((a, b) => a.Priority! - b.Priority!)
  for (const { Name } of mechanisms) {
    if (Name === "admin_only") return undefined
    const attribute = Name === "verified_email" ? "email" : "phone_number"
    const isFactor = user.mfa.enabled.has(attribute === "email" ? "EMAIL_OTP" : "SMS_MFA")
    const isVerified =
      user.attributes.get(`${attribute}_verified`) === "true" && user.attributes.get(attribute)
    if (isVerified && !isFactor && user.status !== "UNCONFIRMED") return attribute
  }
  return undefined
}

const legacyMechanisms = [
  { Name: "verified_phone_number", Priority: 1 },
  { Name: "verified_email", Priority: 2 },
] as const

function refuseUnreachable(pool: UserPool): never {
  if (pool.settings.AccountRecoverySetting?.RecoveryMechanisms?.some(({ Name }) => Name === "admin_only")) {
    notAuthorized("Contact administrator to reset password.")
  }
  invalidParameter(
    "Cannot reset password for the user as there is no registered/verified email or phone_number",
  )
}
