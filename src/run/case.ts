import { setTimeout as sleep } from "node:timers/promises"
import { withNested } from "../scenario/capabilities.ts"
import type { Step } from "../scenario/documents.ts"
import { parseDuration } from "../scenario/duration.ts"
import type { Mismatch } from "../scenario/pattern.ts"
import type { PlannedCase } from "../scenario/plan.ts"
import { listOf } from "../scenario/suite.ts"
import { TemplateError } from "../scenario/template.ts"
import type { StepContext, StepOutcome } from "../steps/context.ts"
import { EnvironmentTrouble, StepFailure, StepTrouble, Unsupported } from "../steps/failure.ts"
import type { Observation } from "../steps/implicit.ts"
import { describeStep, runSteps } from "../steps/index.ts"
import { type ProbeOutcome, runProbes } from "../steps/probe.ts"
import { runProperty } from "../steps/property.ts"
import type { Scope } from "../steps/scope.ts"
import { useFixtures } from "../steps/use.ts"
import { replayToken } from "../verdict/replay.ts"
import {
  type CaseResult,
  type Finding,
  type Judgement,
  type Verdict,
  type WireObservation,
  worst,
} from "../verdict/result.ts"
import { abridged, type Exchange } from "../wire/exchange.ts"
import { mintedIn } from "./minted.ts"
import { newCaseContext, type RunContext } from "./run-context.ts"

const CASE_TIMEOUT_MS = 60_000
const LOG_LAG_MS = 50

/** Why a run was broken off: the target does not answer any more. */
export class TargetDead extends Error {}

export interface CaseOptions {
  signal: AbortSignal
  replayPath?: string | undefined
}

/** Runs one case from its fixtures to its verdict. Never throws: what goes wrong is in the result. */
export async function runCase(
  planned: PlannedCase,
  run: RunContext,
  options: CaseOptions,
): Promise<CaseResult> {
  const startedAt = Date.now()
  const start = performance.now()
  const journal = new Journal(planned)
  const deadline = AbortSignal.timeout(
    planned.scenario.timeout === undefined ? CASE_TIMEOUT_MS : parseDuration(planned.scenario.timeout),
  )
  const context = newCaseContext(run, planned.id, {
    signal: AbortSignal.any([options.signal, deadline]),
    held: (step, outcome) => journal.held(step, outcome),
    replayPath: options.replayPath,
  })
  const generated: Record<string, unknown> = {}
  const missing = planned.needs.find((need) => run.target.supports(need) === false)
  try {
    if (missing) throw new Unsupported(`${run.target.name} has no ${missing}`)
    await play(planned, context, generated)
    for await (const outcome of runProbes(planned.scenario.probes ?? [], context)) journal.probed(outcome)
  } catch (error) {
    await journal.trouble(error as Error, {
      run,
      aborted: options.signal.aborted ? options.signal.reason : undefined,
      timedOut: deadline.aborted,
    })
  }
  const { case: resources } = context
  const judgements = journal.judgements(resources.controls)
  const path = resources.failurePath
  const reason = journal.reason ?? resources.remarks[0]
  return {
    id: planned.id,
    scenario: planned.scenario.id,
    title: planned.scenario.title,
    verdict: worst(judgements.map(({ verdict }) => verdict)),
    judgements,
    wire: wireObservations([...run.fixtures.takeObservations(), ...resources.observations]),
    ...(reason === undefined ? {} : { reason }),
    ...(journal.noAnswer === undefined ? {} : { noAnswer: journal.noAnswer }),
    operations: Object.fromEntries(resources.operations),
    replay: replayToken({
      seed: run.seed,
      scenario: planned.scenario.id,
      ...(planned.row ? { row: String(planned.row.name) } : {}),
      ...(path === undefined ? {} : { path }),
    }),
    generated,
    minted: run.target.loopback ? [] : mintedIn(resources.log.since(0)),
    waits: resources.waits,
    startedAt,
    ms: performance.now() - start,
  }
}

/** Fixtures, given values, steps, the property; and `finally`, whatever happened. */
async function play(
  { scenario, row }: PlannedCase,
  context: StepContext,
  generated: Record<string, unknown>,
): Promise<void> {
  const { scope } = context
  try {
    if (row) scope.set("case", lazily(row, scope))
    await useFixtures(scenario.use, context)
    for (const [name, value] of Object.entries(scenario.given ?? {})) {
      generated[name] = scope.resolve(value, `given/${name}`)
      scope.set(name, generated[name])
    }
    await runSteps(scenario.steps, context)
    if (scenario.property) await runProperty(scenario.property, context)
  } finally {
    await runSteps(scenario.finally, context)
  }
}

/** A row whose members are resolved when they are read, because they may refer to fixtures and given values that come later. */
function lazily(row: Record<string, unknown>, scope: Scope): Record<string, unknown> {
  const resolved = {}
  for (const [name, value] of Object.entries(row))
    Object.defineProperty(resolved, name, {
      enumerable: true,
      get: () => scope.resolve(value, `case/${name}`),
    })
  return resolved
}

interface Surroundings {
  run: RunContext
  /** Why the run was broken off, if it was. */
  aborted: unknown
  timedOut: boolean
}

/** What the steps of a case say about its requirements, as they hold or fail. */
class Journal {
  readonly #planned: PlannedCase
  readonly #soft = new Map<string, Finding[]>()
  readonly #probed = new Map<string, Judgement>()
  /** Requirements judged so far, each with what was refused for it. */
  readonly #held = new Map<string, string[]>()
  readonly #heldSteps = new Set<Step>()
  #failed: { requirements: readonly string[]; finding: Finding } | undefined
  #rest: Verdict | undefined
  reason: string | undefined
  /** The request that got no answer, or not all of it, when that is why the case ended. */
  noAnswer: string | undefined

  constructor(planned: PlannedCase) {
    this.#planned = planned
  }

  held(step: Step, outcome: StepOutcome): void {
    this.#heldSteps.add(step)
    for (const id of this.#requirementsOf(step)) {
      this.#held.set(id, [...(this.#held.get(id) ?? []), ...(outcome.refused ?? [])])
      if (outcome.soft.length > 0) {
        const finding = findingOf(step, "soft", "it is not what it should be", outcome.soft, outcome.exchange)
        this.#soft.set(id, [...(this.#soft.get(id) ?? []), finding])
      }
    }
  }

  probed({ requirement, verdict, says = "", mismatches = [], exchange }: ProbeOutcome): void {
    const finding: Finding = {
      severity: verdict === "nonstrict" ? "soft" : "hard",
      says,
      where: this.#planned.scenario.source.file,
      step: `probe ${requirement}`,
      mismatches,
      ...(exchange ? { exchange: abridged(exchange) } : {}),
    }
    this.#probed.set(requirement, { requirement, verdict, findings: verdict === "pass" ? [] : [finding] })
  }

  /** Turns what ended the case into verdicts. */
  async trouble(error: Error, { run, aborted, timedOut }: Surroundings): Promise<void> {
    const trouble = error instanceof StepTrouble ? error : undefined
    const cause = trouble?.cause ?? error
    const place = trouble ? ` (${trouble.step.where}, ${describeStep(trouble.step)})` : ""
    if (aborted instanceof TargetDead) return this.#end("setup", `the target died: ${aborted.message}`)
    if (aborted !== undefined) return this.#end("skipped", "the run was interrupted")
    if (cause instanceof Unsupported) return this.#end("unsupported", cause.message)
    if (cause instanceof EnvironmentTrouble) return this.#end("setup", cause.message + place)
    const failure = asFailure(cause, timedOut)
    if (!failure) return this.#end("error", `${cause.stack ?? cause.message}${place}`)
    if (failure.exchange?.failure) this.noAnswer = failure.exchange.label
    const finding = trouble
      ? findingOf(trouble.step, "hard", failure.message, failure.mismatches, failure.exchange)
      : undefined
    if (finding?.exchange && run.target.log(0).length > 0) {
      // What a server says of a request comes through another pipe than its answer, often a little later.
      await sleep(LOG_LAG_MS)
      const log = run.target.log(finding.exchange.at).map(({ text }) => text)
      if (log.length > 0) finding.log = log.slice(-20)
    }
    const requirements = trouble ? this.#blamedFor(trouble) : []
    if (!finding || requirements.length === 0) {
      const fixture = trouble?.fixture ? `fixture ${trouble.fixture}: ` : ""
      if (finding) this.#failed = { requirements: [], finding }
      return this.#end("setup", `${fixture}${failure.message}${place}`)
    }
    this.#failed = { requirements, finding }
    this.#end("blocked", `ended at ${trouble!.step.where}: ${failure.message}`)
  }

  judgements(controls: ReadonlySet<string>): Judgement[] {
    return this.#planned.requirements.map((requirement) => this.#judge(requirement, controls))
  }

  #judge(requirement: string, controls: ReadonlySet<string>): Judgement {
    const probed = this.#probed.get(requirement)
    if (probed) return probed
    if (this.#failed?.requirements.includes(requirement))
      return {
        requirement,
        verdict: "fail",
        findings: [this.#failed.finding, ...(this.#soft.get(requirement) ?? [])],
      }
    const refused = this.#held.get(requirement)
    const leftToJudge = this.#rest !== undefined && this.#isLeft(requirement)
    if (refused === undefined || leftToJudge)
      return {
        requirement,
        verdict: this.#rest ?? "blocked",
        findings: this.#failed && this.#rest === "setup" ? [this.#failed.finding] : [],
      }
    const uncontrolled = refused.find((operation) => !controls.has(operation))
    if (uncontrolled) {
      this.reason ??= `a refusal of ${uncontrolled} proves nothing: it never succeeded in this case`
      return { requirement, verdict: "blocked", findings: [] }
    }
    const findings = this.#soft.get(requirement) ?? []
    return { requirement, verdict: findings.length > 0 ? "nonstrict" : "pass", findings }
  }

  /** Whether a case that ended early has left steps undone that would have judged a requirement. */
  #isLeft(requirement: string): boolean {
    const { leftover, scenario } = this.#planned
    const steps = [...scenario.steps, ...(scenario.property?.steps ?? []), ...scenario.finally]
    return (
      leftover.includes(requirement) ||
      steps.some((step) => !this.#heldSteps.has(step) && claims(step, requirement))
    )
  }

  #end(rest: Verdict, reason: string): void {
    this.#rest = rest
    this.reason = reason
  }

  #requirementsOf(step: Step): readonly string[] {
    const own = listOf(step.proves)
    return own.length > 0 || !this.#isOwn(step) ? own : this.#planned.leftover
  }

  #blamedFor({ step, proves, fixture }: StepTrouble): readonly string[] {
    if (fixture) return []
    return proves.length > 0 ? proves : this.#isOwn(step) ? this.#planned.leftover : []
  }

  /** Whether a step stands in the scenario's own file, and not in a fixture or state model. */
  #isOwn(step: Step): boolean {
    return step.where.startsWith(`${this.#planned.scenario.source.file}:`)
  }
}

/** Whether a step, or one of those that it is made of, names a requirement. */
function claims(step: Step, requirement: string): boolean {
  return [...withNested(step)].some(({ proves }) => listOf(proves).includes(requirement))
}

/** What a reader may dispute as the target's failing; undefined when it is ours. */
function asFailure(cause: Error, timedOut: boolean): StepFailure | undefined {
  if (cause instanceof StepFailure) return cause
  if (timedOut) return new StepFailure("the case did not end within its time")
  if (cause instanceof TemplateError) return new StepFailure(cause.message)
  return undefined
}

function findingOf(
  step: Step,
  severity: Finding["severity"],
  says: string,
  mismatches: readonly Mismatch[],
  exchange: Exchange | undefined,
): Finding {
  return {
    severity,
    says,
    where: step.where,
    step: describeStep(step),
    mismatches: [...mismatches],
    ...(exchange ? { exchange: abridged(exchange) } : {}),
  }
}

/** One observation a rule and operation: the first that broke it, or one that kept it. */
function wireObservations(observations: readonly Observation[]): WireObservation[] {
  const byRow = new Map<string, WireObservation>()
  for (const { rule, operation, mismatches, exchange } of observations) {
    const requirement = `wire.${rule}/${operation}`
    const holds = mismatches.length === 0
    if (byRow.has(requirement) && (holds || !byRow.get(requirement)!.holds)) continue
    const finding: Finding = {
      severity: "hard",
      says: `${operation} breaks the rule ${rule}`,
      where: "every call",
      step: `call ${operation}`,
      mismatches,
      exchange: abridged(exchange),
    }
    byRow.set(requirement, holds ? { requirement, holds } : { requirement, holds, finding })
  }
  return [...byRow.values()]
}
