import type { RequirementRow, RunRecord } from "../src/verdict/record.ts"
import { areaOf } from "./summary.ts"

/** Runs side by side, a column each: what every requirement came to. Made of run records and nothing else. */
export interface Matrix {
  runs: readonly MatrixRun[]
  /** By area, in the order of the register. */
  areas: ReadonlyMap<string, readonly MatrixRow[]>
}

export interface MatrixRun {
  record: RunRecord
  /** Why it says less than a whole run: `profile core`. Undefined: nothing was left out. */
  part: string | undefined
}

export interface MatrixRow {
  requirement: RequirementRow
  /** One a run; undefined where that run did not select it, or never called the operation of a rule of the wire. */
  cells: readonly (RequirementRow | undefined)[]
}

/** The address of a file of the project, seen from where the page lies; undefined where there is no such file. */
export type Link = (file: string) => string | undefined

export function matrixOf(records: readonly RunRecord[]): Matrix {
  const columns = records.map(({ requirements }) => new Map(requirements.map((row) => [row.id, row])))
  const known = new Map(columns.flatMap((column) => [...column]))
  const rows = [...known.values()]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((requirement) => ({ requirement, cells: columns.map((column) => column.get(requirement.id)) }))
  return {
    runs: records.map((record) => ({ record, part: partOf(record) })),
    areas: Map.groupBy(rows, ({ requirement }) => areaOf(requirement.id)),
  }
}

/** How the `must` of some cells came out. What is unsupported or could not be judged counts neither way. */
export interface Tally {
  met: number
  deviating: number
  unsupported: number
  unjudged: number
}

export function tally(cells: readonly (RequirementRow | undefined)[]): Tally {
  const counts: Tally = { met: 0, deviating: 0, unsupported: 0, unjudged: 0 }
  for (const cell of cells) if (cell?.strength === "must") counts[classOf(cell)]++
  return counts
}

function classOf({ verdict }: RequirementRow): keyof Tally {
  switch (verdict) {
    case "pass":
    case "nonstrict":
      return "met"
    case "fail":
    case "flaky":
      return "deviating"
    case "unsupported":
      return "unsupported"
    default:
      return "unjudged"
  }
}

/** `175 known, 3 not`: requirements that a run found to deviate. */
export function deviations({ requirements }: RunRecord): string {
  const deviating = requirements.filter((row) => classOf(row) === "deviating")
  const known = deviating.filter(({ standing }) => standing === "expected").length
  return deviating.length > known ? `${known} known, ${deviating.length - known} not` : `${known} known`
}

/** `cognito-local 5.3.0` */
export function runName({ record: { target } }: MatrixRun): string {
  return target.version === undefined ? target.name : `${target.name} ${target.version}`
}

/** The day of a run. */
export function dayOf({ startedAt }: RunRecord): string {
  return startedAt.slice(0, 10)
}

/** The suite's version, and which state of its documents. */
export function suiteOf({ poolproof, suite }: RunRecord): string {
  return `${poolproof} (${suite.digest.replace("sha256:", "").slice(0, 8)})`
}

/** `scenarios/requirements/idp.sign-up.yaml:19` in parts. */
export function placeOf({ where }: RequirementRow): { file: string; line: string } {
  const [, file = where, line = "1"] = /^(.*):(\d+)$/.exec(where) ?? []
  return { file, line }
}

/** What all rows say, when it is one thing: a rule of the wire, operation by operation. */
export function commonSentence(rows: readonly MatrixRow[]): string | undefined {
  const sentences = new Set(rows.map(({ requirement }) => requirement.says))
  return rows.length > 1 && sentences.size === 1 ? rows[0]!.requirement.says : undefined
}

function partOf({ profile, filters, suite, exit }: RunRecord): string | undefined {
  const parts = [
    ...(profile === undefined ? [] : [`profile ${profile}`]),
    ...filters.requirement.map((glob) => `requirement ${glob}`),
    ...filters.scenario.map((glob) => `scenario ${glob}`),
    ...suite.folders.map((folder) => `with ${folder}`),
    ...(exit === 130 ? ["interrupted"] : []),
    ...(exit === 3 || exit === 4 ? ["it broke down"] : []),
  ]
  return parts.length > 0 ? parts.join(", ") : undefined
}
