import { invalidParameter } from "../../errors.ts"
import type { AuthAnswer } from "./complete.ts"
import type { Attempt, Session } from "./session.ts"

/** ChallengeResponses or AuthParameters. */
export type Answers = Readonly<Record<string, string>>

/** Judges the answer to one kind of challenge. It uses the session up when the answer is right. */
export type Responder = (attempt: Attempt, answers: Answers, session: Session) => Promise<AuthAnswer>

/** A parameter that must be there; throws InvalidParameterException (AUTH-010). */
export function requiredAnswer(answers: Answers, name: string): string {
  return answers[name] ?? invalidParameter(`Missing required parameter ${name}`)
}
