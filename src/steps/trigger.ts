import type { StepOf } from "../scenario/documents.ts"
import { parseDuration } from "../scenario/duration.ts"
import { hard, match } from "../scenario/pattern.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { meetPattern, saveAnswer } from "./expectation.ts"
import { poll } from "./waiting.ts"

/** `trigger: ${arn}` says what the Lambda double answers from now on, or looks at the events that came since the last look. */
export async function trigger(step: StepOf<"trigger">, context: StepContext): Promise<StepOutcome> {
  const double = context.needAdapter(context.case.lambda, "lambda")
  const arn = context.scope.resolve(step.trigger) as string
  const { eventsSeen } = context.case
  if (step.answer !== undefined) {
    double.arm(arn, context.scope.resolve(step.answer) as NonNullable<typeof step.answer>)
    eventsSeen.set(arn, double.events(arn).length)
  }
  if (step.events === undefined) return { answer: {}, soft: [] }
  const fresh = () => double.events(arn, eventsSeen.get(arn) ?? 0).map(({ event }) => event)
  const pattern = context.scope.resolve(step.events)
  const arrived = async () =>
    hard(match(pattern, fresh(), { now: context.now() })).length === 0 ? fresh() : undefined
  const events =
    (step.within ? await poll(arrived, parseDuration(step.within), "trigger", context) : undefined) ?? fresh()
  eventsSeen.set(arn, (eventsSeen.get(arn) ?? 0) + events.length)
  const soft = meetPattern(step.events, "what the function was invoked with", events, undefined, context)
  saveAnswer(step.save, "what the function was invoked with", events, undefined, context)
  return { answer: events, soft }
}
