import { fail, notAuthorized } from "../../errors.ts"
import type { Context } from "../../operation.ts"
import type { Client } from "../client.ts"
import { hidesUsers } from "../client-settings.ts"
import { eventAttributes, runTrigger } from "../triggers.ts"
import type { User } from "../user.ts"
import type { UserPool } from "../user-pool.ts"
import type { AuthAnswer } from "./complete.ts"
import { challengeSecondFactor } from "./mfa.ts"
import { challengeNewPassword } from "./new-password.ts"
import type { Attempt } from "./session.ts"

const failuresUntilLock = 5
const longestLockSeconds = 900

/** Throws unless the user's state lets them sign in, before any password is looked at (DIR-150, DIR-161). */
export function requireCanSignIn(user: User): void {
  if (!user.enabled) notAuthorized("User is disabled.")
  if (user.status === "UNCONFIRMED") fail("UserNotConfirmedException", "User is not confirmed.")
  if (user.status === "RESET_REQUIRED") {
    fail("PasswordResetRequiredException", "Password reset required for the user")
  }
}

/** Throws UserNotFoundException for a user who was deleted in the middle of the sign-in. */
export function requireStillThere(pool: UserPool, user: User): void {
  if (pool.names.get(`sub:${user.sub}`) !== user) fail("UserNotFoundException", "User does not exist.")
}

/** Throws NotAuthorizedException while wrong passwords keep a user locked out (AUTH-027). */
export function requireUnlocked(context: Context, pool: UserPool, user: User): void {
  if (context.now(pool) < user.failedSignIns.lockedUntil) notAuthorized("Password attempts exceeded")
}

/** Counts a wrong password, and refuses it. */
export function refusePassword(context: Context, pool: UserPool, user: User): never {
  const now = context.now(pool)
  const { failedSignIns } = user
  if (now - failedSignIns.last > longestLockSeconds * 1000) failedSignIns.count = 0
  failedSignIns.count++
  failedSignIns.last = now
  const beyond = failedSignIns.count - failuresUntilLock
  if (beyond >= 0) failedSignIns.lockedUntil = now + Math.min(2 ** beyond, longestLockSeconds) * 1000
  notAuthorized("Incorrect username or password.")
}

/** Refuses a name that nobody has, as the client would have it (AUTH-026). */
export function refuseUnknown(client: Client): never {
  if (hidesUsers(client)) notAuthorized("Incorrect username or password.")
  fail("UserNotFoundException", "User does not exist.")
}

/** Runs PreAuthentication; ClientMetadata of the starting call is its validationData (TRG-073). */
export async function preAuthenticate(
  { context, pool, client, user }: Attempt,
  validationData: Record<string, string> | undefined,
): Promise<void> {
  await runTrigger(context, pool, {
    trigger: "PreAuthentication",
    source: "_Authentication",
    userName: user.username,
    clientId: client.id,
    request: {
      userAttributes: eventAttributes(user),
      validationData: validationData ?? null,
      ...(hidesUsers(client) && { userNotFound: false }),
    },
  })
}

/** What follows a right password: its change when it is temporary, a second factor, or tokens. */
export async function afterPassword(attempt: Attempt): Promise<AuthAnswer> {
  const { context, pool, user } = attempt
  user.failedSignIns.count = 0
  if (user.status !== "FORCE_CHANGE_PASSWORD") return challengeSecondFactor(attempt)
  if (user.temporaryPasswordExpires !== undefined && user.temporaryPasswordExpires <= context.now(pool)) {
    notAuthorized("Temporary password has expired and must be reset by an administrator.")
  }
  return challengeNewPassword(attempt)
}
