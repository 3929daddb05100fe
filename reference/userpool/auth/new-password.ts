import { invalidParameter, notAuthorized } from "../../errors.ts"
import { requireConforming } from "../attributes.ts"
import { claimAlias, refile } from "../names.ts"
import { policyRefusals, requireNewPassword, requirePolicy, setPassword } from "../passwords.ts"
import type { User } from "../user.ts"
import type { UserPool } from "../user-pool.ts"
import type { AuthAnswer } from "./complete.ts"
import { challengeSecondFactor } from "./mfa.ts"
import { type Responder, requiredAnswer } from "./responder.ts"
import { type Attempt, consume, openSession } from "./session.ts"

const prefix = "userAttributes."

/** Asks for a password in place of a temporary one, and for the required attributes still missing (AUTH-029). */
export function challengeNewPassword(attempt: Attempt): AuthAnswer {
  const { pool, user } = attempt
  const attributes = Object.fromEntries([...user.attributes].filter(([name]) => name !== "sub"))
  return {
    ChallengeName: "NEW_PASSWORD_REQUIRED",
    ChallengeParameters: {
      USER_ID_FOR_SRP: user.username,
      requiredAttributes: JSON.stringify(missingAttributes(pool, user).map((name) => prefix + name)),
      userAttributes: JSON.stringify(attributes),
    },
    Session: openSession(attempt, "NEW_PASSWORD_REQUIRED"),
  }
}

/** NEW_PASSWORD_REQUIRED (AUTH-030). A refused password or attribute leaves the session usable. */
export const answerNewPassword: Responder = async (attempt, answers, session) => {
  const { context, pool, user } = attempt
  const password = requiredAnswer(answers, "NEW_PASSWORD")
  const attributes = new Map(
    Object.entries(answers).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
    ),
  )
  const provided = [...attributes.keys()].find((name) => user.attributes.get(name))
  if (provided) notAuthorized(`Cannot modify an already provided ${provided}`)
  const missing = missingAttributes(pool, user).filter((name) => !attributes.get(name))
  if (missing.length > 0) invalidParameter(`Invalid attributes given, ${missing.join(" and ")} is missing`)
  requireConforming(pool, attributes, { required: false })
  requirePolicy(pool, password, policyRefusals.change)
  requireNewPassword(pool, user, password)
  claimAlias(pool, user, "preferred_username", attributes.get("preferred_username"))
  consume(session)

  for (const [name, value] of attributes) user.attributes.set(name, value)
  setPassword(context, pool, user, password)
  user.status = "CONFIRMED"
  refile(pool, user)
  return challengeSecondFactor({ ...attempt, source: "NewPasswordChallenge" })
}

function missingAttributes(pool: UserPool, user: User): string[] {
  return pool.schema
    .filter(({ Name, Required }) => Required && Name !== "sub" && !user.attributes.get(Name!))
    .map(({ Name }) => Name!)
}
