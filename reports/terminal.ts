import { styleText } from "node:util"
import type { ExchangeRow, FindingRow, RequirementRow, RunRecord } from "../src/verdict/record.ts"
import { factsText } from "./facts.ts"
import {
  byArea,
  type Cause,
  causesOf,
  type Deviation,
  exitMeaning,
  type Failure,
  failuresOf,
  staleExpectations,
  verdictsOf,
  wayOut,
} from "./summary.ts"
import { plural, printable, short } from "./text.ts"

export interface TerminalOptions {
  color?: boolean
  /** Shows expected and nonstrict deviations too, and cuts nothing short. */
  verbose?: boolean
  /** Where the record was written. */
  recordPath?: string
}

type Style = Parameters<typeof styleText>[0]
type Paint = (style: Style, text: string) => string

/** Failures shown, and cases of one failure, unless everything is asked for. */
const FAILURES_SHOWN = 10
const CASES_SHOWN = 4
/** A longer line is for copying from the record, not for reading. */
const LONGEST_CURL = 2_000

/** The end of a run for a person: requirements by area, what deviates and how to see it again, and what it all means. */
export function terminal(
  record: RunRecord,
  { color = false, verbose = false, recordPath }: TerminalOptions = {},
): string {
  const paint: Paint = color
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text
  const shown = record.requirements.filter(
    (row) => row.standing === "unexpected" || (verbose && row.verdict !== "pass" && row.standing !== "open"),
  )
  const { causes, left: others } = causesOf(record, shown)
  const failures = failuresOf(record, verbose ? shown : others)
  const most = verbose ? failures.length : FAILURES_SHOWN
  const left = failures.slice(most).flatMap(({ rows }) => rows)
  const sections = [
    headline(record),
    table(record, paint),
    ...causes.map((cause) => causeText(cause, paint)),
    ...failures.slice(0, most).map((failure) => failureText(failure, verbose, paint)),
    left.length > 0 ? `… and ${plural(left.length, "requirement")} more: --verbose shows all` : "",
    staleText(record, paint),
    record.environment
      .map((line) => `${paint("yellow", "environment")}  ${short(line, LONGEST_CURL)}`)
      .join("\n"),
    `${paint(record.exit === 0 ? "green" : "red", short(exitMeaning(record)))}${recordPath ? `\nrecord  ${recordPath}` : ""}`,
  ]
  return `${sections.filter((text) => text !== "").join("\n\n")}\n`
}

function headline({ poolproof, target, seed, seconds, profile, cases }: RunRecord): string {
  const version = target.version === undefined ? "" : ` ${target.version}`
  const parts = [
    `poolproof ${poolproof}`,
    `${target.name}${version} at ${target.endpoint}`,
    ...(profile ? [`profile ${profile}`] : []),
    plural(cases.length, "case"),
    `seed ${seed}`,
    `${seconds.toFixed(1)} s`,
  ]
  return printable(parts.join(" · "))
}

/** A line an area, a column a verdict that occurs. */
function table({ requirements }: RunRecord, paint: Paint): string {
  const verdicts = verdictsOf(requirements).map(([verdict]) => verdict)
  const line = (rows: readonly RequirementRow[]) =>
    verdicts.map((v) => String(rows.filter(({ verdict }) => verdict === v).length || "·"))
  const lines = [...byArea(requirements)].map(([area, rows]) => [area, ...line(rows)])
  const all = [["", ...verdicts], ...lines, ["requirements", ...line(requirements)]]
  const widths = all[0]!.map((_, i) => Math.max(...all.map((cells) => cells[i]!.length)))
  const text = all.map((cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[i]!))).join("  "),
  )
  return text.map((row, i) => (i === 0 || i === text.length - 1 ? paint("bold", row) : row)).join("\n")
}

/** A hindrance of many, told once. */
function causeText(cause: Cause, paint: Paint): string {
  const [example] = cause.cases.values()
  const count = `${plural(cause.rows.length, "requirement")} in ${plural(cause.cases.size, "case")}, for one reason`
  return [
    `${paint(["bold", "red"], cause.verdict.toUpperCase())}  ${paint("bold", count)}`,
    `    ${short(cause.says)}`,
    `    ${label("way out")}${wayOut(cause)}`,
    ...(example ? [`    ${label("replay")}${replay(example.replay)}`] : []),
  ].join("\n")
}

function failureText({ rows, deviations }: Failure, verbose: boolean, paint: Paint): string {
  const [first, ...others] = deviations
  const most = verbose ? rows.length : CASES_SHOWN
  const lines = rows.slice(0, most).flatMap((row, i) => requirementLines(row, rows[i - 1], paint))
  if (rows.length > most)
    lines.push(`      and ${plural(rows.length - most, "requirement")} more for the same reason`)
  if (!first) return [...lines, "      no case judged it"].join("\n")
  lines.push(...deviationLines(first, paint))
  const shown = others.slice(0, verbose ? others.length : CASES_SHOWN)
  for (const { case: c, verdict } of shown) lines.push(`  also ${c.id}: ${verdict}, ${replay(c.replay)}`)
  if (others.length > shown.length) lines.push(`  and ${plural(others.length - shown.length, "case")} more`)
  return lines.join("\n")
}

/** A requirement with its sentence and sources, as far as the one before it does not tell the same. */
function requirementLines(row: RequirementRow, before: RequirementRow | undefined, paint: Paint): string[] {
  const weight = [row.strength, row.level, row.evidence].join(", ")
  const verdict = paint(["bold", row.standing === "unexpected" ? "red" : "yellow"], row.verdict.toUpperCase())
  const lines = [`${verdict}  ${paint("bold", row.id)}  (${weight})`]
  if (row.where !== before?.where)
    lines.push(`      ${printable(row.says)}`, `      ${factsText(row.facts)}; ${row.where}`)
  if (row.expected) {
    const issue = row.expected.issue ? ` ${printable(row.expected.issue)}` : ""
    lines.push(`      expected by ${row.expected.by}: ${printable(row.expected.reason)}${issue}`)
  }
  return lines
}

function deviationLines({ case: c, finding, reason }: Deviation, paint: Paint): string[] {
  if (!finding)
    return [
      `  ${c.id} at ${c.where}`,
      `    ${short(reason ?? "nothing judged it")}`,
      `    ${label("replay")}${replay(c.replay)}`,
    ]
  return [
    `  ${c.id} at ${finding.where}, ${short(finding.step)}`,
    `    ${paint("bold", short(finding.says))}`,
    ...finding.mismatches.flatMap(mismatchLines),
    ...(finding.exchange ? exchangeLines(finding.exchange) : []),
    `    ${label("replay")}${replay(c.replay)}`,
    ...(finding.log ?? []).map((line, i) => `    ${label(i === 0 ? "its log" : "")}${short(line)}`),
  ]
}

function mismatchLines({ path, expected, received, soft }: FindingRow["mismatches"][number]): string[] {
  const at = path === "" ? "" : `${short(path)}: `
  return [
    `    ${label("expected")}${at}${short(expected)}${soft ? " (should)" : ""}`,
    `    ${label("received")}${at}${short(received)}`,
  ]
}

function exchangeLines({ request, response, failure, curl }: ExchangeRow): string[] {
  const sent = `${request.method} ${short(request.url)} ${short(request.body)}`.trimEnd()
  return [
    `    ${label("sent")}${sent}`,
    ...(response
      ? [`    ${label("received")}${`${response.status} ${short(response.body)}`.trimEnd()}`]
      : []),
    ...(failure ? [`    ${label("received")}no answer: ${failure.code}, ${short(failure.message)}`] : []),
    `    ${label("curl")}${curl.length > LONGEST_CURL ? `in the run record, ${curl.length} characters` : printable(curl)}`,
  ]
}

function staleText(record: RunRecord, paint: Paint): string {
  const stale = staleExpectations(record)
  if (stale.length === 0) return ""
  const title = `${paint(["bold", "red"], "STALE")}  expectations${record.expectations.file ? ` in ${record.expectations.file}` : ""}`
  return [title, ...stale.map(({ entry, says }) => `  ${entry}: ${says}`)].join("\n")
}

function label(name: string): string {
  return name.padEnd(10)
}

function replay(token: string): string {
  return `poolproof replay ${token}`
}
