import { globMatcher } from "../scenario/glob.ts"
import type { Plan, PlannedCase } from "../scenario/plan.ts"
import type { ExitCode } from "../scenario/problem.ts"
import { findRequirement, listOf, type Requirement, type Suite } from "../scenario/suite.ts"
import type { Expectation } from "./expectations.ts"
import { type ExpectationOutcome, type JudgedCase, judgeExpectations } from "./judge-expectations.ts"
import { STANDINGS, type Standing } from "./record.ts"
import {
  type CaseResult,
  type Finding,
  type Judgement,
  VERDICTS,
  type Verdict,
  type WireObservation,
  worst,
} from "./result.ts"

/** Everything that a run's judgement depends on. */
export interface RunToJudge {
  suite: Suite
  plan: Plan
  results: readonly CaseResult[]
  expectations: readonly Expectation[]
  /** The version of the target's product, where it is known. */
  version: string | undefined
  now: Date
  /** Why the target could not be reached any more. */
  dead: string | undefined
  interrupted: boolean
  /** What went wrong in poolproof itself. */
  errors: readonly string[]
}

/** One case as it counts: its verdict and its judgements, by the strength of the requirements. */
export interface CaseVerdict {
  planned: PlannedCase
  /** Undefined: it was not run. */
  result: CaseResult | undefined
  verdict: Verdict
  reason: string | undefined
  judgements: readonly Judgement[]
}

export interface RequirementVerdict {
  id: string
  requirement: Requirement
  verdict: Verdict
  standing: Standing
  judgements: readonly JudgedCase[]
  /** The cases that it was judged in; of a rule of the wire the one that its example is from. */
  cases: readonly string[]
  /** Of a rule of the wire: an example of how it was broken. */
  example: Finding | undefined
  expected: Expectation | undefined
}

export interface RunJudgement {
  requirements: RequirementVerdict[]
  cases: CaseVerdict[]
  counts: Record<Verdict, number>
  judged: Record<Standing, number>
  expectations: Omit<ExpectationOutcome, "expected">
  errors: readonly string[]
  exit: ExitCode
}

/** What a run came to, by the rules of design §3. */
export function judgeRun(run: RunToJudge): RunJudgement {
  const strength = (id: string) => findRequirement(run.suite, id)?.strength
  const cases = judgeCases(run, strength)
  const unknown = new Set<string>()
  const rows = [...scenarioRows(run, cases, unknown), ...wireRows(run, unknown)].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )
  const { expected, ...held } = judgeExpectations(run.expectations, rows, run)
  const stale = isPart(run.plan) ? withinPart(held, run) : held

  const requirements = rows.map((row) => ({
    ...row,
    expected: expected.get(row.id),
    standing: standing(row, expected.has(row.id)),
  }))
  const errors = [
    ...run.errors,
    ...[...unknown].map((id) => `the register has no requirement \`${id}\``),
    ...cases
      .filter(({ verdict }) => verdict === "error")
      .map(({ planned, reason }) => `${planned.id}: ${reason ?? "an error of poolproof's own"}`),
  ]
  return {
    requirements,
    cases,
    counts: tally(
      VERDICTS,
      requirements.map(({ verdict }) => verdict),
    ),
    judged: tally(
      STANDINGS,
      requirements.map((row) => row.standing),
    ),
    expectations: stale,
    errors,
    exit: exitCode(run, requirements, cases, stale, errors),
  }
}

type Strength = (id: string) => Requirement["strength"] | undefined

/** Only a `must` can fail; what is found wrong with anything weaker makes it nonstrict. */
function tempered(verdict: Verdict, findings: readonly Finding[], strength: ReturnType<Strength>): Verdict {
  if (verdict === "fail" || verdict === "flaky") return strength === "must" ? verdict : "nonstrict"
  return verdict === "pass" && findings.length > 0 ? "nonstrict" : verdict
}

const JUDGED: readonly Verdict[] = ["fail", "flaky", "nonstrict", "pass"]

function judgeCases({ plan, results, dead }: RunToJudge, strength: Strength): CaseVerdict[] {
  const byId = new Map(results.map((result) => [result.id, result]))
  return plan.cases.map((planned) => {
    const result = byId.get(planned.id)
    if (!result) {
      const [verdict, reason] =
        dead !== undefined ? (["setup", `not run: ${dead}`] as const) : (["skipped", "not run"] as const)
      const judgements = planned.requirements.map((requirement) => ({ requirement, verdict, findings: [] }))
      return { planned, result, verdict, reason, judgements }
    }
    const made = result.judgements.map((j) => ({
      ...j,
      verdict: tempered(j.verdict, j.findings, strength(j.requirement)),
    }))
    const verdict =
      JUDGED.includes(result.verdict) && made.length > 0 ? worst(made.map((j) => j.verdict)) : result.verdict
    const missing = planned.requirements
      .filter((id) => !made.some((j) => j.requirement === id))
      .map((requirement) => ({
        requirement,
        verdict:
          made.length > 0 ? unreached(result.verdict) : unjudged(result.verdict, strength(requirement)),
        findings: [],
      }))
    return { planned, result, verdict, reason: result.reason, judgements: [...made, ...missing] }
  })
}

/** The verdict on a requirement that its case did not come to. */
function unreached(verdict: Verdict): Verdict {
  if (verdict === "fail" || verdict === "flaky") return "blocked"
  return verdict === "pass" || verdict === "nonstrict" ? "skipped" : verdict
}

/** The verdict on a requirement of a case that judged nothing: never better than skipped. */
function unjudged(verdict: Verdict, strength: ReturnType<Strength>): Verdict {
  return verdict === "pass" || verdict === "nonstrict" ? "skipped" : tempered(verdict, [], strength)
}

type Row = Omit<RequirementVerdict, "standing" | "expected">

/** A row for every selected requirement that can be judged, with or without a case. */
function scenarioRows(
  { suite, plan }: RunToJudge,
  cases: readonly CaseVerdict[],
  unknown: Set<string>,
): Row[] {
  const judgements = new Map<string, JudgedCase[]>()
  for (const { id, per, untestable, deferred } of suite.requirements.values())
    if (!per && !untestable && !deferred) judgements.set(id, [])
  for (const { planned, judgements: made } of cases)
    for (const { requirement, verdict, findings } of made)
      push(judgements, requirement, { case: planned.id, scenario: planned.scenario.id, verdict, findings })

  return [...judgements].flatMap(([id, judged]) => {
    const requirement = selected(id, suite, plan, unknown)
    const verdict = worst(judged.map((j) => j.verdict))
    const cases = judged.map((j) => j.case)
    return requirement ? { id, requirement, verdict, judgements: judged, cases, example: undefined } : []
  })
}

/** One row per rule of the wire and operation, whichever cases called it. */
function wireRows({ suite, plan, results }: RunToJudge, unknown: Set<string>): Row[] {
  const rules = new Map<string, (WireObservation & { case: string })[]>()
  for (const { id, wire } of results)
    for (const observation of wire) push(rules, observation.requirement, { ...observation, case: id })

  return [...rules].flatMap(([id, observed]) => {
    const requirement = selected(id, suite, plan, unknown)
    if (!requirement) return []
    const broken = observed.filter(({ holds }) => !holds)
    const hard = broken.find(({ finding }) => finding?.severity !== "soft")
    const shown = hard ?? broken[0] ?? observed[0]!
    const findings = broken.flatMap(({ finding }) => finding ?? [])
    const verdict = tempered(
      hard ? "fail" : broken.length > 0 ? "nonstrict" : "pass",
      findings,
      requirement.strength,
    )
    const judgements = [{ case: "", scenario: "", verdict, findings }]
    return { id, requirement, verdict, judgements, cases: [shown.case], example: shown.finding }
  })
}

function selected(id: string, suite: Suite, plan: Plan, unknown: Set<string>): Requirement | undefined {
  if (!plan.selects(id)) return undefined
  const requirement = findRequirement(suite, id)
  if (!requirement) unknown.add(id)
  return requirement
}

function standing({ verdict, requirement, judgements }: Row, expected: boolean): Standing {
  if (verdict === "pass" || verdict === "nonstrict") return "met"
  if (expected) return "expected"
  if (verdict === "error" || verdict === "fail" || verdict === "flaky") return "unexpected"
  const owed = requirement.strength === "must" && requirement.level === "core"
  return owed && !judgements.some((judged) => JUDGED.includes(judged.verdict)) ? "unexpected" : "open"
}

/** Several at once: the first of 130, 2, 4, 3, 1, 5. */
function exitCode(
  run: RunToJudge,
  rows: readonly RequirementVerdict[],
  cases: readonly CaseVerdict[],
  stale: RunJudgement["expectations"],
  errors: readonly string[],
): ExitCode {
  if (run.interrupted) return 130
  if (rows.length === 0) return 2
  if (errors.length > 0) return 4
  const tried = cases.filter(({ verdict }) => verdict !== "unsupported" && verdict !== "skipped")
  if (run.dead !== undefined || (tried.length > 0 && tried.every(({ verdict }) => verdict === "setup")))
    return 3
  if (rows.some((row) => row.standing === "unexpected")) return 1
  return stale.unexpectedPasses.length + stale.unmatched.length + stale.expired.length > 0 ? 5 : 0
}

/** Whether a run was asked for less than everything. */
function isPart({ selection: { profile, requirements, scenarios, shard } }: Plan): boolean {
  return profile !== undefined || requirements.length > 0 || scenarios.length > 0 || shard !== undefined
}

type Stale = RunJudgement["expectations"]

/**
 * Of what looks stale in a part of the suite what really is: an entry that matched nothing may be about another part,
 * and an operation that kept a rule of the wire may break it in answers that only another part provokes.
 */
function withinPart(stale: Stale, run: RunToJudge): Stale {
  const isWire = (id: string) => findRequirement(run.suite, id)?.per !== undefined
  return {
    ...stale,
    unmatched: stale.unmatched.filter((id) => !isElsewhere(id, run)),
    unexpectedPasses: stale.unexpectedPasses.filter(({ requirement }) => !isWire(requirement)),
  }
}

/** Whether an entry that matched nothing is about something that the suite has. */
function isElsewhere(entryId: string, { expectations, suite }: RunToJudge): boolean {
  const entry = expectations.find(({ id }) => id === entryId)
  const named = listOf(entry?.requirement)
  const within = listOf(entry?.scenario).map((id) => id.replace(/\[.*$/, ""))
  const isKnown = (glob: string) =>
    [...suite.requirements.values()].some(({ id, per }) =>
      per ? glob.startsWith(`${id}/`) : globMatcher(glob)(id),
    )
  return named.every(isKnown) && within.every((glob) => [...suite.scenarios.keys()].some(globMatcher(glob)))
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function tally<T extends string>(names: readonly T[], items: readonly T[]): Record<T, number> {
  return Object.fromEntries(
    names.map((name) => [name, items.filter((item) => item === name).length]),
  ) as Record<T, number>
}
