import type { Outcome, StepOf } from "../scenario/documents.ts"
import { raceSend } from "../wire/barrier.ts"
import { inputOf } from "./call.ts"
import { type Answered, describe, type StepContext, type StepOutcome } from "./context.ts"
import { meet, saveAnswer } from "./expectation.ts"
import { StepFailure } from "./failure.ts"

type CallStep = StepOf<"call">

/** `race:` requests that are guaranteed in flight together, and how many of them may come out how. */
export async function race(step: StepOf<"race">, context: StepContext): Promise<StepOutcome> {
  const { width, sync = "last-byte" } = step.race
  const contenders = (Array.isArray(step.race.do) ? step.race.do : [step.race.do]) as Omit<
    CallStep,
    "verb" | "path" | "where"
  >[]
  const requests = contenders.flatMap((contender, i) =>
    Array.from({ length: width }, () => {
      const input = inputOf({ ...contender, path: [...step.path, "race", "do", i] }, context)
      const { operation, ...request } = context.request(contender.call, input, contender.auth)
      context.case.notes.before(contender.call, input)
      return { name: contender.call, operation, input, request: { ...request, signal: context.case.signal } }
    }),
  )
  const { exchanges } = await raceSend(
    requests.map(({ request }) => request),
    { sync },
  )
  const answers = requests.map(({ name, operation, input }, i) =>
    context.answered(name, operation, input, exchanges[i]!),
  )
  for (const { name, answer } of answers) if (answer.kind === "success") context.case.controls.add(name)
  const summary = countOutcomes(step.outcomes, answers, context)
  const first = answers.find(({ answer }) => answer.kind === "success") ?? answers[0]!
  const output = first.answer.kind === "success" ? first.answer.output : {}
  saveAnswer(step.save, "the race", output, first.exchange, context)
  return { answer: { ...output, outcomes: summary }, soft: [], exchange: first.exchange }
}

/** How many answers fit each outcome, each counted for the first it fits. @throws StepFailure when the numbers are not what they must be */
function countOutcomes(
  outcomes: readonly Outcome[],
  answers: readonly Answered[],
  context: StepContext,
): number[] {
  const counts = outcomes.map(() => 0)
  const strays: Answered[] = []
  for (const answered of answers) {
    const i = outcomes.findIndex((outcome) => fits(outcome, answered, context))
    if (i >= 0) counts[i]!++
    else strays.push(answered)
  }
  const mismatches = outcomes.flatMap((outcome, i) => {
    const n = counts[i]!
    const wanted =
      outcome.exactly !== undefined
        ? `exactly ${outcome.exactly}`
        : outcome.atLeast !== undefined
          ? `at least ${outcome.atLeast}`
          : outcome.atMost !== undefined
            ? `at most ${outcome.atMost}`
            : "the rest"
    const holds =
      (outcome.exactly ?? n) === n &&
      n >= (outcome.atLeast ?? 0) &&
      n <= (outcome.atMost ?? Number.POSITIVE_INFINITY)
    return holds ? [] : [{ path: `outcomes[${i}]`, expected: wanted, received: String(n), soft: false }]
  })
  for (const { answer } of strays)
    mismatches.push({
      path: "outcomes",
      expected: "one of the outcomes",
      received: describe(answer),
      soft: false,
    })
  if (mismatches.length === 0) return counts
  const witness =
    strays[0] ??
    answers.find((answered) => fits(outcomes[mismatchIndex(mismatches)] ?? {}, answered, context)) ??
    answers[0]!
  throw new StepFailure(`of ${answers.length} simultaneous requests ${tally(answers)}`, {
    mismatches,
    exchange: witness.exchange,
  })
}

function fits(outcome: Outcome, { name, answer, exchange }: Answered, context: StepContext): boolean {
  try {
    meet(outcome, name, answer, exchange, context)
    return true
  } catch (error) {
    if (error instanceof StepFailure) return false
    throw error
  }
}

function mismatchIndex(mismatches: readonly { path: string }[]): number {
  return Number(/\d+/.exec(mismatches[0]?.path ?? "")?.[0] ?? 0)
}

function tally(answers: readonly Answered[]): string {
  const counts = new Map<string, number>()
  for (const { answer } of answers) {
    const text = describe(answer)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].map(([text, n]) => `${n} ${text}`).join(", ")
}
