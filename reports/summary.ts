import type { CaseRow, FindingRow, RequirementRow, RunRecord } from "../src/verdict/record.ts"
import { VERDICTS, type Verdict } from "../src/verdict/result.ts"
import { plural } from "./text.ts"

/** The part of a requirement's id before the slash. */
export function areaOf(id: string): string {
  return id.slice(0, id.indexOf("/"))
}

/** Requirements by area, in the order of the record. */
export function byArea(rows: readonly RequirementRow[]): Map<string, RequirementRow[]> {
  return Map.groupBy(rows, ({ id }) => areaOf(id))
}

/** How many rows came to each verdict, the best first, those that occur only. */
export function verdictsOf(rows: readonly RequirementRow[]): [Verdict, number][] {
  return VERDICTS.toReversed().flatMap((verdict) => {
    const count = rows.filter((row) => row.verdict === verdict).length
    return count > 0 ? [[verdict, count] as [Verdict, number]] : []
  })
}

/** One case in which a requirement did not conform. */
export interface Deviation {
  case: CaseRow
  verdict: Verdict
  /** The finding that weighs most. */
  finding: FindingRow | undefined
  reason: string | undefined
}

/** The cases in which a requirement did not pass, worst first; of a rule of the wire its example. */
export function deviationsOf(record: RunRecord, row: RequirementRow): Deviation[] {
  const of = record.cases.filter(({ id }) => row.cases.includes(id))
  const judged = of.flatMap((c) =>
    c.judgements
      .filter((j) => j.requirement === row.id && j.verdict !== "pass")
      .map((j) => ({ case: c, verdict: j.verdict, finding: heaviest(j.findings), reason: c.reason })),
  )
  const example = row.findings[0]
  if (example && of[0]) return [{ case: of[0], verdict: row.verdict, finding: example, reason: undefined }]
  return judged.sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict))
}

function heaviest(findings: readonly FindingRow[]): FindingRow | undefined {
  return findings.find(({ severity }) => severity === "hard") ?? findings[0]
}

/** Requirements that deviate for one and the same reason, with the cases that show it. */
export interface Failure {
  rows: [RequirementRow, ...RequirementRow[]]
  deviations: Deviation[]
}

/** What a reader has to look at, the worst first: rows that fail for the same reason are one entry. */
export function failuresOf(record: RunRecord, rows: readonly RequirementRow[]): Failure[] {
  const failures = new Map<string, Failure>()
  for (const row of rows.toSorted((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict))) {
    const deviations = deviationsOf(record, row)
    const key = failureKey(row, deviations[0])
    const failure = failures.get(key)
    if (failure) {
      failure.rows.push(row)
      const known = new Set(failure.deviations.map((d) => d.case.id))
      failure.deviations.push(...deviations.filter((d) => !known.has(d.case.id)))
    } else failures.set(key, { rows: [row], deviations })
  }
  return [...failures.values()]
}

/** Rows with the same key fail for the same reason: one finding, one hindrance, one rule of the wire. */
function failureKey({ id, verdict, findings }: RequirementRow, first: Deviation | undefined): string {
  if (findings.length > 0) return `${verdict} ${areaOf(id)}`
  if (!first) return `${verdict} without a case`
  const failed = verdict === "fail" || verdict === "flaky"
  return failed
    ? `${first.case.id} ${first.finding?.where ?? id} ${first.finding?.says}`
    : `${verdict} ${first.reason}`
}

/** What the exit code says, in a sentence. */
export function exitMeaning(record: RunRecord): string {
  const { exit, judged, expectations, target } = record
  const known = judged.expected > 0 ? `, ${plural(judged.expected, "deviation")} as expected` : ""
  switch (exit) {
    case 0:
      return `${target.name} conforms: ${plural(judged.met, "requirement")} met${known}.`
    case 1:
      return `${target.name} does not conform: ${plural(judged.unexpected, "requirement")} not met${known}.`
    case 2:
      return "Nothing was selected that could be judged."
    case 3:
      return `The environment is at fault: ${record.environment[0] ?? "no case could be set up"}.`
    case 4:
      return `An error of poolproof's own: ${record.environment.at(-1) ?? "see the cases"}.`
    case 5: {
      const { unexpectedPasses, unmatched, expired } = expectations
      const stale = new Set([...unexpectedPasses.map(({ entry }) => entry), ...unmatched, ...expired])
      return `${target.name} conforms, but ${plural(stale.size, "expectation")} ${stale.size === 1 ? "is" : "are"} stale.`
    }
    default:
      return `Interrupted: ${plural(record.cases.filter((c) => c.verdict === "skipped").length, "case")} not run.`
  }
}

/** Every expectation that no longer says the truth, in a sentence each. */
export function staleExpectations({ expectations }: RunRecord): { entry: string; says: string }[] {
  return [
    ...expectations.unexpectedPasses.map(({ entry, requirement }) => ({
      entry,
      says: `${requirement} conforms now`,
    })),
    ...expectations.unmatched.map((entry) => ({ entry, says: "it matches nothing that was selected" })),
    ...expectations.expired.map((entry) => ({ entry, says: "it has expired" })),
  ]
}
