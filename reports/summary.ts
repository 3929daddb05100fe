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
    : `${verdict} ${causeIn(first.reason ?? "")}`
}

/** One thing that kept many requirements from being judged. */
export interface Cause {
  verdict: Verdict
  /** What it was, without where it happened. */
  says: string
  rows: RequirementRow[]
  /** The cases that it ended, by id. */
  cases: Map<string, CaseRow>
}

/** Fewer are told one by one. */
const MANY = 10
const HINDERED: readonly Verdict[] = ["setup", "blocked", "unsupported"]

/** Takes what one and the same thing hindered out of a long list, the most first, and says what is left of that. */
export function causesOf(
  record: RunRecord,
  rows: readonly RequirementRow[],
): { causes: Cause[]; left: RequirementRow[] } {
  const all = new Map<string, Cause>()
  for (const row of rows) {
    const first = HINDERED.includes(row.verdict) ? deviationsOf(record, row)[0] : undefined
    if (first?.reason === undefined) continue
    const says = causeIn(first.reason)
    // What a server says about it, in brackets, may name what the case made up.
    const key = `${row.verdict} ${says.replace(/ \(.*$/s, "")}`
    const cause: Cause = all.get(key) ?? { verdict: row.verdict, says, rows: [], cases: new Map() }
    cause.rows.push(row)
    cause.cases.set(first.case.id, first.case)
    all.set(key, cause)
  }
  const causes = [...all.values()].filter((cause) => cause.rows.length >= MANY)
  const told = new Set(causes.flatMap((cause) => cause.rows))
  return {
    causes: causes.sort((a, b) => b.rows.length - a.rows.length),
    left: rows.filter((row) => !told.has(row)),
  }
}

/** A case's reason without the fixture and the step that it happened in. */
function causeIn(reason: string): string {
  return reason.replace(/^(?:fixture \S+: )+/, "").replace(/ \([^()]*:\d+, [^()]*\)$/, "")
}

/** What somebody who sees a cause can do about it. */
export function wayOut({ verdict, says }: Cause): string {
  if (/ has no inbox$/.test(says))
    return "say in the target file how codes are read: `adapters.inbox` in docs/writing-targets.md"
  if (verdict === "unsupported")
    return "where it is not meant to be there, --update-expectations writes that down; else the target file may say where it is"
  const [operation] = /\b(?:idp|identity)\.\w+/.exec(says) ?? []
  const lacking = operation ? `, or say \`supports: { op.${operation}: false }\` in the target file` : ""
  return `nothing that needs it can be judged: mend it or the server's configuration (see poolproof doctor)${lacking}`
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
