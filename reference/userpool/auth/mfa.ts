import { totpMatches } from "../../crypto/totp.ts"
import { fail, invalidParameter, notAuthorized } from "../../errors.ts"
import { sixDigits } from "../codes.ts"
import { deliver } from "../delivery.ts"
import type { Factor, User } from "../user.ts"
import type { UserPool } from "../user-pool.ts"
import { type AuthAnswer, complete } from "./complete.ts"
import { type Responder, requiredAnswer } from "./responder.ts"
import { type Attempt, consume, countFailure, openSession } from "./session.ts"

/** Asks for the second factor that pool and user want, or ends the sign-in when they want none (AUTH-075, AUTH-083). */
export async function challengeSecondFactor(attempt: Attempt): Promise<AuthAnswer> {
  const { context, pool, user } = attempt
  if (!context.policies.mfaIsRequired(pool, user)) return complete(attempt)
  const factors = usableFactors(pool, user)
  const preferred = factors.find((factor) => factor === user.mfa.preferred)
  if (preferred) return challengeFactor(attempt, preferred)
  if (factors.length === 1) return challengeFactor(attempt, factors[0]!)
  if (factors.length > 1) {
    return {
      ChallengeName: "SELECT_MFA_TYPE",
      ChallengeParameters: { MFAS_CAN_CHOOSE: JSON.stringify(factors), USER_ID_FOR_SRP: user.username },
      Session: openSession(attempt, "SELECT_MFA_TYPE"),
    }
  }
  return pool.mfa.configuration === "ON" ? challengeSetup(attempt) : complete(attempt)
}

/** Whether a pool lets its users have a factor. */
export function poolHasFactor({ mfa }: UserPool, factor: Factor): boolean {
  if (factor === "SOFTWARE_TOKEN_MFA") return mfa.softwareToken?.Enabled === true
  return factor === "SMS_MFA" ? mfa.sms !== undefined : mfa.email !== undefined
}

/** The user's factors; where MFA is required, a verified phone is one without being set up (AUTH-087). */
function usableFactors(pool: UserPool, user: User): Factor[] {
  const enabled = [...user.mfa.enabled].filter((factor) => poolHasFactor(pool, factor))
  const phone = user.attributes.get("phone_number_verified") === "true"
  const implied = pool.mfa.configuration === "ON" && phone && poolHasFactor(pool, "SMS_MFA")
  return enabled.length === 0 && implied ? ["SMS_MFA"] : enabled
}

function challengeSetup(attempt: Attempt): AuthAnswer {
  if (!poolHasFactor(attempt.pool, "SOFTWARE_TOKEN_MFA")) {
    fail(
      "InvalidUserPoolConfigurationException",
      "MFA is required, and the user has no factor and cannot set one up",
    )
  }
  return {
    ChallengeName: "MFA_SETUP",
    ChallengeParameters: {
      MFAS_CAN_SETUP: JSON.stringify(["SOFTWARE_TOKEN_MFA"]),
      USER_ID_FOR_SRP: attempt.user.username,
    },
    Session: openSession(attempt, "MFA_SETUP"),
  }
}

async function challengeFactor(attempt: Attempt, factor: Factor): Promise<AuthAnswer> {
  const { context, pool, user, client, messageMetadata } = attempt
  if (factor === "SOFTWARE_TOKEN_MFA") {
    const { deviceName } = user.mfa
    return {
      ChallengeName: factor,
      ChallengeParameters: {
        USER_ID_FOR_SRP: user.username,
        ...(deviceName && { FRIENDLY_DEVICE_NAME: deviceName }),
      },
      Session: openSession(attempt, factor),
    }
  }
  const attribute = factor === "SMS_MFA" ? "phone_number" : "email"
  if (!user.attributes.get(attribute)) {
    fail("InvalidUserPoolConfigurationException", `The user has no ${attribute} to send a code to`)
  }
  const code = sixDigits(context)
  const { Destination, DeliveryMedium } = await deliver(context, pool, user, {
    trigger: "Authentication",
    attribute,
    secret: { code },
    clientId: client.id,
    clientMetadata: messageMetadata,
  })
  return {
    ChallengeName: factor,
    ChallengeParameters: {
      CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium!,
      CODE_DELIVERY_DESTINATION: Destination!,
      USER_ID_FOR_SRP: user.username,
    },
    Session: openSession(attempt, factor, { code }),
  }
}

/** SMS_MFA and EMAIL_OTP: the code that was sent (AUTH-081, AUTH-082). */
export function answerSentCode(parameter: "SMS_MFA_CODE" | "EMAIL_OTP_CODE"): Responder {
  return async (attempt, answers, session) => {
    const code = requiredAnswer(answers, parameter)
    if (!attempt.context.policies.codeMatches(session.code!, code)) {
      countFailure(session)
      fail("CodeMismatchException", "Invalid code or auth state for the user.")
    }
    consume(session)
    return complete(attempt)
  }
}

/** SOFTWARE_TOKEN_MFA (AUTH-080): a code works once. */
export const answerSoftwareToken: Responder = async (attempt, answers, session) => {
  const { context, pool, user } = attempt
  const code = requiredAnswer(answers, "SOFTWARE_TOKEN_MFA_CODE")
  const step = totpMatches(user.mfa.totpSecret!, code, context.now(pool) / 1000)
  if (step === undefined) {
    countFailure(session)
    fail("CodeMismatchException", "Invalid code received for user")
  }
  if (user.mfa.usedTotpSteps.includes(step)) {
    fail("ExpiredCodeException", "Your software token has already been used once.")
  }
  user.mfa.usedTotpSteps = [...user.mfa.usedTotpSteps.filter((used) => used > step - 3), step]
  consume(session)
  return complete(attempt)
}

/** SELECT_MFA_TYPE. */
export const answerSelectMfa: Responder = async (attempt, answers, session) => {
  const choice = requiredAnswer(answers, "ANSWER")
  const factor = usableFactors(attempt.pool, attempt.user).find((factor) => factor === choice)
  if (!factor) invalidParameter(`Invalid MFA type: ${choice}`)
  consume(session)
  return challengeFactor(attempt, factor)
}

/** MFA_SETUP: ends the sign-in once VerifySoftwareToken verified this session's token (AUTH-076). */
export const answerMfaSetup: Responder = async (attempt, _answers, session) => {
  if (!session.totp?.verified) notAuthorized("Invalid session for the user.")
  consume(session)
  return complete(attempt)
}
