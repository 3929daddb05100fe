import { anyGlob } from "../scenario/glob.ts"
import { findRequirement, type Requirement, type Suite } from "../scenario/suite.ts"
import type { CaseResult, Verdict } from "./result.ts"

/** What one case says about one requirement, a rule of the wire included; not tempered by the requirement's strength. */
export interface Outcome {
  case: string
  requirement: string
  verdict: Verdict
  /** Why, where the case could not judge. */
  reason: string | undefined
}

/** What passes without any fault: what faults are measured by. */
export interface Baseline {
  /** Requirements that were judged and passed in all of their cases. */
  passing: ReadonlySet<string>
  /** Requirements that did not: nothing can be proven of them. */
  failing: readonly string[]
  /** Outcomes that are nonstrict without any fault, as `case requirement`. */
  nonstrict: ReadonlySet<string>
}

/** What a fault was noticed by. */
export interface FaultJudgement {
  /** What it names, globs resolved, and whether that turned red. */
  named: { requirement: string; red: boolean; why?: string }[]
  /** What passes without it, is not named, and is disturbed by it. */
  overreach: Outcome[]
}

/** The outcomes of some cases. */
export function outcomesOf(results: readonly CaseResult[]): Outcome[] {
  return results.flatMap(({ id, judgements, wire, reason }) => [
    ...judgements.map(({ requirement, verdict }) => ({ case: id, requirement, verdict, reason })),
    ...wire.map(({ requirement, holds }) => ({
      case: id,
      requirement,
      verdict: holds ? ("pass" as const) : ("fail" as const),
      reason: undefined,
    })),
  ])
}

/** What a run without faults establishes. */
export function baselineOf(outcomes: readonly Outcome[]): Baseline {
  const failing = new Set(outcomes.filter(({ verdict }) => !CONFORMING.includes(verdict)).map(requirementOf))
  const passing = new Set(outcomes.map(requirementOf).filter((id) => !failing.has(id)))
  const nonstrict = new Set(outcomes.filter(({ verdict }) => verdict === "nonstrict").map(key))
  return { passing, failing: [...failing].sort(), nonstrict }
}

/**
 * Judges a fault by what came with it on. A requirement that it names must turn red: `fail`, or for less than a `must`
 * `nonstrict` too; not to be judged never counts. Nothing else that is owed may turn red or be called unsupported, but
 * for what the fault may break by chance. What could not be judged, because a precondition of its case is what the fault
 * breaks, is not broken by it.
 */
export function judgeFault(
  breaks: readonly string[],
  outcomes: readonly Outcome[],
  baseline: Baseline,
  suite: Suite,
  mayBreak: readonly string[] = [],
): FaultJudgement {
  const owed = (id: string) => ["must", "should"].includes(findRequirement(suite, id)?.strength ?? "")
  const isRed = (outcome: Outcome) =>
    turnedRed(outcome, baseline, findRequirement(suite, outcome.requirement))
  const isNamed = anyGlob([...breaks, ...mayBreak])
  const red = outcomes.filter(isRed)
  const redIds = new Set(red.map(requirementOf))

  const named = breaks.flatMap((glob) => {
    const fitting = [...baseline.passing].filter(anyGlob([glob]))
    if (fitting.length === 0) return [{ requirement: glob, red: false, why: unprovable(glob, baseline) }]
    return fitting.map((requirement) => ({ requirement, ...rednessOf(requirement) }))
  })
  const overreach = outcomes.filter((outcome) => {
    const { requirement, verdict } = outcome
    if (isNamed(requirement) || !baseline.passing.has(requirement) || !owed(requirement)) return false
    return isRed(outcome) || verdict === "error" || verdict === "unsupported"
  })
  return { named, overreach }

  function rednessOf(requirement: string): { red: boolean; why?: string } {
    if (redIds.has(requirement)) return { red: true }
    const came = outcomes.filter((outcome) => outcome.requirement === requirement)
    const other = came.find(({ verdict }) => verdict !== "pass")
    if (!other) return { red: false, why: came.length === 0 ? "no case judged it" : "it passes" }
    return { red: false, why: `${other.case}: ${other.verdict}${other.reason ? `, ${other.reason}` : ""}` }
  }
}

/** Whether a case shows nothing that it does not show without any fault. */
export function isAsBefore(result: CaseResult, { passing, nonstrict }: Baseline): boolean {
  return outcomesOf([result]).every(
    (outcome) =>
      !passing.has(outcome.requirement) ||
      outcome.verdict === "pass" ||
      (outcome.verdict === "nonstrict" && nonstrict.has(key(outcome))),
  )
}

const CONFORMING: readonly Verdict[] = ["pass", "nonstrict"]

/** Whether an outcome that passes without faults says that something is wrong. */
export function turnedRed(
  outcome: Outcome,
  { passing, nonstrict }: Baseline,
  requirement: Requirement | undefined,
): boolean {
  if (!passing.has(outcome.requirement)) return false
  if (outcome.verdict === "fail" || outcome.verdict === "flaky") return true
  return outcome.verdict === "nonstrict" && requirement?.strength !== "must" && !nonstrict.has(key(outcome))
}

function unprovable(glob: string, { failing }: Baseline): string {
  return failing.some(anyGlob([glob]))
    ? "it does not pass without the fault"
    : "no case judges it without the fault"
}

const requirementOf = ({ requirement }: Outcome) => requirement
const key = (outcome: Outcome) => `${outcome.case} ${outcome.requirement}`
