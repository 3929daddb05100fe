import type { CodeDeliveryDetailsType } from "@aws-sdk/client-cognito-identity-provider"
import { fail } from "../errors.ts"
import type { Context, Given } from "../operation.ts"
import type { Code, CodePurpose, User } from "./user.ts"
import type { UserPool } from "./user-pool.ts"

const hour = 3_600_000
/** How long a code works: a recovery code an hour, the others a day (DIR-076, DIR-083, DIR-123). */
const lifetimes: Record<CodePurpose, number> = {
  "sign-up": 24 * hour,
  recovery: hour,
  email: 24 * hour,
  phone_number: 24 * hour,
}

/** A new six-digit code for a user; the one before for the same purpose no longer works. */
export function issueCode(
  context: Context,
  pool: UserPool,
  user: User,
  purpose: CodePurpose,
  attribute: Code["attribute"],
): string {
  const value = sixDigits(context)
  user.codes.set(purpose, { value, attribute, expires: context.now(pool) + lifetimes[purpose] })
  return value
}

/** Six random digits. */
export function sixDigits(context: Context): string {
  return context.random.text(6, "0123456789")
}

/**
 * The code that a user was sent, if this is it; `policies.redeemCode` then uses it up. Throws ExpiredCodeException when
 * there is none that still works, CodeMismatchException when it is another (DIR-085, DIR-126).
 */
export function requireCode(
  context: Context,
  pool: UserPool,
  user: User,
  purpose: CodePurpose,
  given: string,
): Code {
  const code = user.codes.get(purpose)
  if (!code || code.expires <= context.now(pool)) {
    fail("ExpiredCodeException", "Invalid code provided, please request a code again.")
  }
  if (!context.policies.codeMatches(code.value, given)) codeMismatch()
  return code
}

/** Throws CodeMismatchException. */
export function codeMismatch(): never {
  fail("CodeMismatchException", "Invalid verification code provided, please try again.")
}

/** Where a code went, masked. */
export function deliveryDetails(attribute: Code["attribute"], value: string): Given<CodeDeliveryDetailsType> {
  return {
    Destination: mask(value),
    DeliveryMedium: attribute === "email" ? "EMAIL" : "SMS",
    AttributeName: attribute,
  }
}

/** An address as it is shown: `t***@t***`, `+*******9934` (SEC-039, SEC-041). */
function mask(address: string): string {
  if (address.startsWith("+")) return `+${"*".repeat(Math.max(0, address.length - 5))}${address.slice(-4)}`
  const [local = "", domain = ""] = address.split("@")
  return `${local.slice(0, 1)}***@${domain.slice(0, 1)}***`
}
