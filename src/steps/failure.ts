import type { Step } from "../scenario/documents.ts"
import type { Mismatch } from "../scenario/pattern.ts"
import { listOf } from "../scenario/suite.ts"
import type { Exchange } from "../wire/exchange.ts"

/** A step did not hold: what was expected and what came. */
export class StepFailure extends Error {
  readonly mismatches: readonly Mismatch[]
  readonly exchange: Exchange | undefined
  constructor(
    says: string,
    detail: { mismatches?: readonly Mismatch[]; exchange?: Exchange | undefined } = {},
  ) {
    super(says)
    this.name = "StepFailure"
    this.mismatches = detail.mismatches ?? []
    this.exchange = detail.exchange
  }
}

/** The target lacks what the step needs, by its own words or its file's. Neither a pass nor a failure. */
export class Unsupported extends Error {
  readonly exchange: Exchange | undefined
  constructor(says: string, exchange?: Exchange) {
    super(says)
    this.name = "Unsupported"
    this.exchange = exchange
  }
}

/** What the suite itself needs was not there: an adapter that cannot be reached, an inbox that is not configured. */
export class EnvironmentTrouble extends Error {
  constructor(says: string) {
    super(says)
    this.name = "EnvironmentTrouble"
  }
}

/** Which step something was thrown in: the innermost one, and the requirements of the innermost one that names any. */
export class StepTrouble extends Error {
  readonly step: Step
  override readonly cause: Error
  proves: readonly string[]
  /** The fixture that could not be set up, when the step is one of a fixture's. */
  fixture: string | undefined
  constructor(step: Step, cause: Error) {
    super(cause.message)
    this.name = "StepTrouble"
    this.step = step
    this.cause = cause
    this.proves = listOf(step.proves)
  }
}

/** Trouble whose failure is told in other words; anything else as it is. */
export function retold(error: unknown, tell: (says: string) => string): unknown {
  if (!(error instanceof StepTrouble) || !(error.cause instanceof StepFailure)) return error
  const { step, cause, proves, fixture } = error
  return Object.assign(new StepTrouble(step, new StepFailure(tell(cause.message), cause)), {
    proves,
    fixture,
  })
}
