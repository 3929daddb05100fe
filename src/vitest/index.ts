import { randomInt } from "node:crypto"
import { afterAll, beforeAll, describe, test } from "vitest"
import { terminal } from "../../reports/terminal.ts"
import { findSuite } from "../cli/find-suite.ts"
import { findExpectations, findTarget } from "../cli/find-target.ts"
import { version } from "../cli/package-root.ts"
import { recordedTarget, Session } from "../cli/session.ts"
import { execute } from "../run/engine.ts"
import { type PlannedCase, planRun } from "../scenario/plan.ts"
import type { RunRecord } from "../verdict/record.ts"
import { type RecordBuilder, recordBuilder } from "../verdict/record-builder.ts"
import type { CaseResult } from "../verdict/result.ts"

/** What to run against what; each like the option of `poolproof run` that it is named after. */
export interface ConformanceOptions {
  /** A target file, or the name of a shipped one. Default `reference`, or with an endpoint the generic one. */
  target?: string
  endpoint?: string
  start?: string
  profile?: string
  requirements?: readonly string[]
  scenarios?: readonly string[]
  /** Folders of scenarios beside the shipped ones. */
  folders?: readonly string[]
  seed?: number
  jobs?: number
  /** false: judge without the target's known deviations. */
  expectations?: boolean
}

const CASE_MS = 120_000

/**
 * Registers the suite with vitest: one test a case, which awaits that case's outcome, and one for the run as a whole.
 * The engine runs the cases, several at once; vitest only tells what came of them.
 *
 * @example
 * import { conformance } from "poolproof/vitest"
 * conformance({ endpoint: "http://127.0.0.1:9229", profile: "core" })
 */
export function conformance(options: ConformanceOptions = {}): void {
  const profile = findTarget(options.target, options.endpoint)
  const expectations = options.expectations === false ? undefined : findExpectations(profile)
  const suite = findSuite(options.folders, options.scenarios)
  const plan = planRun(suite, {
    profile: options.profile,
    requirements: options.requirements ?? [],
    scenarios: options.scenarios ?? [],
  })
  const seed = options.seed ?? randomInt(2 ** 31)

  describe(`poolproof: ${profile.name}`, { timeout: CASE_MS }, () => {
    const outcomes = new Map(plan.cases.map(({ id }) => [id, Promise.withResolvers<CaseResult>()]))
    const whole = Promise.withResolvers<RunRecord>()
    const stop = new AbortController()
    let session: Session
    let builderOf: (cases: PlannedCase[]) => RecordBuilder

    beforeAll(async () => {
      session = await Session.open(profile, {
        endpoint: options.endpoint,
        start: options.start,
        signal: stop.signal,
      })
      await session.requireFit(stop.signal)
      const info = {
        poolproof: version,
        suite,
        seed,
        expectations,
        target: recordedTarget(profile, session.target, options),
      }
      builderOf = (cases) => {
        const judged = new Set(cases.flatMap(({ requirements }) => requirements))
        const part = {
          cases,
          selection: { ...plan.selection, scenarios: cases.map(({ scenario }) => scenario.id) },
          selects: (id: string) => judged.has(id),
        }
        return recordBuilder({ ...info, plan: cases === plan.cases ? plan : part })
      }
      void run().catch((error) => {
        for (const { reject } of outcomes.values()) reject(error)
        whole.reject(error)
      })
    })

    afterAll(async () => {
      stop.abort()
      await session?.cleanUp()
      await session?.close()
    })

    async function run(): Promise<void> {
      const builder = builderOf(plan.cases)
      const { target, ledger, lambda } = session
      for await (const event of execute(plan, target, {
        suite,
        seed,
        notes: ledger,
        lambda,
        jobs: options.jobs,
        signal: stop.signal,
      })) {
        builder.on(event)
        if (event.type === "case-end") outcomes.get(event.result.id)?.resolve(event.result)
        if (event.type === "run-end")
          for (const [id, { reject }] of outcomes) reject(new Error(`${id} was not run: the target died`))
      }
      whole.resolve(builder.finish())
    }

    for (const planned of plan.cases)
      test(planned.id, async ({ skip }) => {
        const result = await outcomes.get(planned.id)!.promise
        if (FAILING.has(result.verdict)) {
          // Whether the target's known deviations account for it, a record knows.
          const builder = builderOf([planned])
          builder.on({ type: "case-end", result, at: Date.now() })
          const record = builder.finish()
          if (
            record.requirements.some(
              ({ standing, verdict }) => standing === "unexpected" && FAILING.has(verdict),
            )
          )
            throw new NotConforming(record)
        }
        if (!JUDGED.has(result.verdict)) skip(result.reason)
      })

    test("the run as a whole conforms", async () => {
      const record = await whole.promise
      if (record.exit !== 0) throw new NotConforming(record)
    })
  })
}

const FAILING = new Set<string>(["error", "fail", "flaky", "setup"])
const JUDGED = new Set<string>(["pass", "nonstrict", "fail"])

/** What a person reads in vitest's report; without a stack, which would only lead here. */
class NotConforming extends Error {
  constructor(record: RunRecord) {
    super(terminal(record))
    this.name = "NotConforming"
    this.stack = ""
  }
}
