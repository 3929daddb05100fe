import type { StepOf } from "../scenario/documents.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { meetPattern } from "./expectation.ts"

/** `check: ${value}`, `is: pattern`: something that two answers say together. */
export async function check(step: StepOf<"check">, context: StepContext): Promise<StepOutcome> {
  const value = context.scope.resolve(step.check)
  return { answer: value, soft: meetPattern(step.is, "the value", value, undefined, context) }
}
