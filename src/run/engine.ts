import { availableParallelism } from "node:os"
import type { LambdaDouble } from "../doubles/lambda.ts"
import type { Plan, PlannedCase } from "../scenario/plan.ts"
import type { Suite } from "../scenario/suite.ts"
import type { ResourceNotes } from "../steps/context.ts"
import type { Target } from "../target/target.ts"
import type { RunEvent } from "../verdict/events.ts"
import { type CaseResult, worst } from "../verdict/result.ts"
import { HttpClient } from "../wire/http.ts"
import { runCase, TargetDead } from "./case.ts"
import { Channel } from "./channel.ts"
import { Fixtures } from "./fixtures.ts"
import { newCaseContext, type RunContext } from "./run-context.ts"
import { schedule } from "./schedule.ts"

export interface ExecuteOptions {
  suite: Suite
  seed: number
  notes: ResourceNotes
  lambda?: LambdaDouble | undefined
  /** Cases at once; default twice the processors, at least 4. */
  jobs?: number | undefined
  signal?: AbortSignal | undefined
  /** For a replay of one case: the fast-check path of its failure. */
  replayPath?: string | undefined
}

/** So many cases in a row without any answer, and the target counts as dead. */
const SILENT_CASES = 3
const PING_MS = 3_000
/** A Lambda function may take 5 s and be tried three times (TRG-010, TRG-011) before an operation answers. */
const ANSWER_MS = 20_000

/**
 * Runs a plan's cases against a target. The events tell everything; progress, log and run record are made of them.
 * Stops at `signal` after the cases under way, and when the target is dead.
 */
export function execute(
  plan: Pick<Plan, "cases">,
  target: Target,
  options: ExecuteOptions,
): AsyncIterable<RunEvent> {
  const events = new Channel<RunEvent>()
  run(plan.cases, target, options, (event) => events.push(event)).then(
    () => events.close(),
    (error) => events.close(error),
  )
  return events
}

async function run(
  cases: readonly PlannedCase[],
  target: Target,
  options: ExecuteOptions,
  emit: (event: RunEvent) => void,
): Promise<void> {
  const { suite, seed, notes, lambda, jobs = Math.max(4, 2 * availableParallelism()), replayPath } = options
  const breaker = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, breaker.signal]) : breaker.signal
  const http = new HttpClient({ timeoutMs: ANSWER_MS })
  const context: RunContext = {
    suite,
    target,
    http,
    notes,
    lambda,
    seed,
    fixtures: new Fixtures(suite.fixtures, (place) =>
      newCaseContext(context, place, { signal, held: () => {}, replayPath: undefined }),
    ),
  }
  let silent = 0
  let dead: string | undefined

  const runOne = async (planned: PlannedCase): Promise<void> => {
    emit({ type: "case-start", case: planned, at: Date.now() })
    let result = await runCase(planned, context, { signal, replayPath })
    silent = result.noAnswer === undefined ? 0 : silent + 1
    const why = silent > 0 ? (dead ?? (await diagnose(target, silent))) : undefined
    if (why !== undefined) {
      if (dead === undefined) {
        dead = why
        breaker.abort(new TargetDead(why))
        emit({ type: "target-dead", why, during: planned.id, at: Date.now() })
      }
      result = bereft(result, why)
    }
    emit({ type: "case-end", result, at: Date.now() })
  }

  const jobsOf = (planned: readonly PlannedCase[]) =>
    planned.map((one) => ({ locks: one.locks, run: () => runOne(one) }))
  const restarts = ({ needs }: PlannedCase) => target.keys?.restarts === true && needs.includes("keys.rotate")

  emit({ type: "run-start", cases: cases.length, at: Date.now() })
  try {
    const stopped = () => signal.aborted
    await schedule(jobsOf(cases.filter((planned) => !restarts(planned))), jobs, stopped)
    // A restart would leave every other case without an answer.
    await schedule(jobsOf(cases.filter(restarts)), 1, stopped)
  } finally {
    await http.close()
  }
  emit({ type: "run-end", at: Date.now() })
}

/** The result of a case that a dead target left without an answer: that proves nothing against its requirements. */
function bereft(result: CaseResult, why: string): CaseResult {
  const judgements = result.judgements.map((judgement) =>
    judgement.verdict === "fail" ? { ...judgement, verdict: "setup" as const } : judgement,
  )
  const verdict = worst(judgements.map((judgement) => judgement.verdict))
  return { ...result, verdict, judgements, reason: `the target died: ${why}` }
}

/** Why a target that left a request unanswered counts as dead; undefined when it still lives. */
async function diagnose(target: Target, silent: number): Promise<string | undefined> {
  const dead = await target.ping(AbortSignal.timeout(PING_MS))
  if (dead) return dead
  return silent >= SILENT_CASES ? `it left ${silent} cases in a row without an answer` : undefined
}
