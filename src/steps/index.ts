import type { Step, StepOf, Until, Verb } from "../scenario/documents.ts"
import { parseDuration } from "../scenario/duration.ts"
import { listOf } from "../scenario/suite.ts"
import { call } from "./call.ts"
import { check } from "./check.ts"
import { clock } from "./clock.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { discovery } from "./discovery.ts"
import { StepFailure, StepTrouble } from "./failure.ts"
import { flow } from "./flow.ts"
import { http } from "./http.ts"
import { inbox } from "./inbox.ts"
import { jwks } from "./jwks.ts"
import { paginate } from "./paginate.ts"
import { race } from "./race.ts"
import { relyingParty } from "./relying-party.ts"
import { model } from "./state-model.ts"
import { stream } from "./stream.ts"
import { token } from "./token.ts"
import { awayFromTotpEdge } from "./totp-edge.ts"
import { trigger } from "./trigger.ts"
import { use } from "./use.ts"
import { poll } from "./waiting.ts"

type VerbFunction<V extends Verb> = (step: StepOf<V>, context: StepContext) => Promise<StepOutcome>
const VERB_FUNCTIONS: { [V in Verb]: VerbFunction<V> } = {
  call,
  check,
  clock,
  discovery,
  flow,
  http,
  inbox,
  jwks,
  model,
  paginate,
  race,
  relyingParty,
  stream,
  token,
  trigger,
  use,
}

/** Runs steps one after the other. @throws StepTrouble, with the innermost step that did not hold and why */
export async function runSteps(steps: readonly Step[], context: StepContext): Promise<void> {
  for (const step of steps) {
    context.case.signal.throwIfAborted()
    try {
      await runStep(step, context)
    } catch (error) {
      if (!(error instanceof StepTrouble)) throw new StepTrouble(step, error as Error)
      if (error.proves.length === 0) error.proves = listOf(step.proves)
      throw error
    }
  }
}

async function runStep(step: Step, context: StepContext): Promise<void> {
  if (step.when !== undefined && context.scope.resolve(step.when) === false) return
  await awayFromTotpEdge(step, context)
  const until = "until" in step ? step.until : undefined
  const outcome = until ? await repeat(step, until, context) : await dispatch(step, context)
  if (step.id) context.scope.set(step.id, outcome.answer)
  context.case.held(step, outcome)
}

function dispatch(step: Step, context: StepContext): Promise<StepOutcome> {
  return (VERB_FUNCTIONS[step.verb] as VerbFunction<Verb>)(step as never, context)
}

/** Repeats a step until it has held so many times in a row. @throws the last failure when the time is over */
async function repeat(step: Step, { within, stable = 1 }: Until, context: StepContext): Promise<StepOutcome> {
  let row = 0
  let last: StepFailure | undefined
  const outcome = await poll(
    async () => {
      try {
        const held = await dispatch(step, context)
        row++
        return row >= stable ? held : undefined
      } catch (error) {
        if (!(error instanceof StepFailure)) throw error
        row = 0
        last = error
        return undefined
      }
    },
    parseDuration(within),
    describeStep(step),
    context,
  )
  if (outcome) return outcome
  throw last ?? new StepFailure(`it did not hold ${stable} times in a row within ${within}`)
}

/** A step in short: `call idp.SignUp`. */
export function describeStep(step: Step): string {
  const subject = step[step.verb as keyof Step] as unknown
  return typeof subject === "string" ? `${step.verb} ${subject}` : step.verb
}
