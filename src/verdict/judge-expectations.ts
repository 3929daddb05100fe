import { anyGlob } from "../scenario/glob.ts"
import { listOf } from "../scenario/suite.ts"
import { readAwsJson } from "../wire/aws-json.ts"
import { EXPECTABLE, type Expectation } from "./expectations.ts"
import { type Finding, type Verdict, worst } from "./result.ts"
import { inVersionRange } from "./version-range.ts"

/** What one case came to on one requirement, with the verdict that the requirement's strength allows. */
export interface JudgedCase {
  /** The case's id and its scenario's; both empty for a rule of the wire, which is about no one case. */
  case: string
  scenario: string
  verdict: Verdict
  findings: readonly Finding[]
}

export interface JudgedRow {
  id: string
  verdict: Verdict
  judgements: readonly JudgedCase[]
}

export interface ExpectationContext {
  /** The version of the target's product, where it is known. */
  version: string | undefined
  now: Date
}

export interface ExpectationOutcome {
  /** By requirement, the entry that covers its deviation. */
  expected: Map<string, Expectation>
  unexpectedPasses: { entry: string; requirement: string }[]
  /** Entries that matched nothing that was selected. */
  unmatched: string[]
  expired: string[]
}

/**
 * Holds a target's known deviations against what came. A row is expected when entries cover each of its cases that
 * deviates. An entry whose requirement conforms now, that matches no row, or that has expired, is stale; one whose
 * `when` does not hold is as if it were not there.
 */
export function judgeExpectations(
  entries: readonly Expectation[],
  rows: readonly JudgedRow[],
  { version, now }: ExpectationContext,
): ExpectationOutcome {
  const outcome: ExpectationOutcome = {
    expected: new Map(),
    unexpectedPasses: [],
    unmatched: [],
    expired: [],
  }
  const today = now.toISOString().slice(0, 10)
  const inForce = entries.filter(
    ({ when }) => when === undefined || (version !== undefined && inVersionRange(version, when.version)),
  )
  const places = inForce.map((entry) => ({ entry, covers: coverage(entry) }))

  for (const { entry, covers } of places) {
    if (entry.expires !== undefined && entry.expires < today) outcome.expired.push(entry.id)
    const matched = rows
      .map((row) => ({ row, cases: covers(row) }))
      .filter(({ cases }) => cases !== undefined)
    if (matched.length === 0) outcome.unmatched.push(entry.id)
    for (const { row, cases = [] } of matched)
      if (isUnexpectedPass(entry, cases))
        outcome.unexpectedPasses.push({ entry: entry.id, requirement: row.id })
  }

  for (const row of rows) {
    const deviating = row.judgements.filter(({ verdict }) =>
      COVERED.find((kind) => kind.includes(row.verdict))?.includes(verdict),
    )
    const covering = deviating.map(
      (judged) =>
        places.find(({ entry, covers }) => covers(row)?.includes(judged) && takes(entry, judged))?.entry,
    )
    if (covering[0] && covering.every(Boolean)) outcome.expected.set(row.id, covering[0])
  }
  return outcome
}

/** What must be covered of a row, by its verdict: for a failure the failing cases, for a row that was not judged all that hindered it. */
const COVERED: readonly (readonly Verdict[])[] = [
  ["fail", "flaky"],
  ["nonstrict"],
  ["error", "setup", "blocked", "skipped", "unsupported"],
]

/** Of a row the cases that the entry is about; undefined when it is not about the row. */
function coverage({
  requirement,
  scenario,
}: Expectation): (row: JudgedRow) => readonly JudgedCase[] | undefined {
  const named = requirement === undefined ? () => true : anyGlob(listOf(requirement))
  if (scenario === undefined) return (row) => (named(row.id) ? row.judgements : undefined)
  const within = anyGlob(listOf(scenario))
  return (row) => {
    const cases = named(row.id)
      ? row.judgements.filter((judged) => within(judged.scenario) || within(judged.case))
      : []
    return cases.length > 0 ? cases : undefined
  }
}

function isUnexpectedPass(entry: Expectation, cases: readonly JudgedCase[]): boolean {
  const verdicts: readonly string[] = listOf(entry.verdict)
  if (verdicts.includes("flaky") || cases.length === 0) return false
  const came = worst(cases.map(({ verdict }) => verdict))
  return came === "pass" || (came === "nonstrict" && !verdicts.includes("nonstrict"))
}

function takes(entry: Expectation, { verdict, findings }: JudgedCase): boolean {
  if (!(EXPECTABLE as readonly string[]).includes(verdict)) return false
  const verdicts: readonly string[] = listOf(entry.verdict)
  const fits = verdicts.includes(verdict) || (verdict === "fail" && verdicts.includes("flaky"))
  return fits && (entry.signature === undefined || isSigned(entry.signature, findings))
}

/** Every finding that counts must deviate in the way that the signature says. */
function isSigned(signature: NonNullable<Expectation["signature"]>, findings: readonly Finding[]): boolean {
  const hard = findings.filter(({ severity }) => severity === "hard")
  const counting = hard.length > 0 ? hard : findings
  const paths = listOf(signature.path)
  return (
    counting.length > 0 &&
    counting.every(({ severity, exchange, mismatches }) => {
      if (signature.status !== undefined && exchange?.response?.status !== signature.status) return false
      if (signature.type !== undefined && errorType(exchange) !== signature.type) return false
      const wrong = mismatches.filter(({ soft }) => soft === (severity === "soft"))
      return (
        signature.path === undefined || (wrong.length > 0 && wrong.every(({ path }) => paths.includes(path)))
      )
    })
  )
}

function errorType(exchange: Finding["exchange"]): string | undefined {
  const answer = exchange && readAwsJson(exchange)
  return answer?.kind === "error" ? answer.type : undefined
}
