import type { CaseRow, FindingRow, RequirementRow, RunRecord } from "../src/verdict/record.ts"
import type { Verdict } from "../src/verdict/result.ts"
import { areaOf, byArea, exitMeaning, staleExpectations } from "./summary.ts"
import { markup, short } from "./text.ts"

interface TestCase {
  area: string
  name: string
  file: string
  seconds: number
  /** One element inside, but for a pass. */
  outcome?: { element: "failure" | "error" | "skipped"; message: string; text: string }
}

/**
 * JUnit XML, as GitLab, Jenkins and the actions on GitHub read it: a suite an area, a test case for each case and
 * requirement that it judged. Only what counts against the run is a failure (or an error, where setting up or poolproof
 * itself failed); expected deviations and what was not judged are skipped. What else made the exit code is in
 * suites of its own, so that a run that did not exit 0 is never all green.
 */
export function junit(record: RunRecord): string {
  const clock = new Set<string>()
  const suites = [...byArea(record.requirements)].map(([area, rows]) => ({
    area,
    tests: rows.flatMap((row) => testsOf(record, row, clock)),
  }))
  const run = runTests(record)
  const all = [...suites, ...(run.length > 0 ? [{ area: "poolproof", tests: run }] : [])]
  const every = all.flatMap(({ tests }) => tests)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="poolproof ${markup(record.target.name)}" ${totals(every)} time="${record.seconds.toFixed(3)}">`,
    ...all.flatMap(({ area, tests }) => suiteLines(record, area, tests)),
    "</testsuites>",
    "",
  ].join("\n")
}

/** The time of a case is told once, with the first requirement that it judged. */
function testsOf(record: RunRecord, row: RequirementRow, clock: Set<string>): TestCase[] {
  const what = row.id.slice(row.id.indexOf("/") + 1)
  const base = { area: areaOf(row.id), file: row.where.replace(/:\d+$/, "") }
  const cases = record.cases.filter(({ id }) => row.cases.includes(id))
  if (cases.length === 0)
    return [
      {
        ...base,
        name: what,
        seconds: 0,
        ...outcome(row, row.verdict, undefined, undefined, "no case judged it"),
      },
    ]
  return cases.map((c) => {
    const judgement = c.judgements.find(({ requirement }) => requirement === row.id)
    const findings = judgement?.findings ?? row.findings
    const finding = findings.find(({ severity }) => severity === "hard") ?? findings[0]
    const seconds = clock.has(c.id) || !judgement ? 0 : c.ms / 1000
    if (judgement) clock.add(c.id)
    const name = judgement ? `${what} (${c.id})` : what
    return {
      area: base.area,
      file: c.where.replace(/:\d+$/, ""),
      name,
      seconds,
      ...outcome(row, judgement?.verdict ?? row.verdict, c, finding, c.reason),
    }
  })
}

function outcome(
  row: RequirementRow,
  verdict: Verdict,
  c: CaseRow | undefined,
  finding: FindingRow | undefined,
  reason: string | undefined,
): Pick<TestCase, "outcome"> {
  if (verdict === "pass" || verdict === "nonstrict") return {}
  const message = `${verdict}: ${finding?.says ?? reason ?? row.says}`
  if (row.standing === "expected")
    return {
      outcome: {
        element: "skipped",
        message: `expected by ${row.expected?.by}: ${row.expected?.reason}`,
        text: "",
      },
    }
  if (row.standing !== "unexpected") return { outcome: { element: "skipped", message, text: "" } }
  const element = verdict === "error" || verdict === "setup" ? "error" : "failure"
  return { outcome: { element, message, text: details(row, c, finding, reason) } }
}

function details(
  row: RequirementRow,
  c: CaseRow | undefined,
  finding: FindingRow | undefined,
  reason: string | undefined,
): string {
  const { request, response, failure, curl } = finding?.exchange ?? {}
  return [
    `${row.id}: ${row.says}`,
    `facts     ${row.facts.join(", ")}`,
    ...(finding ? [`at        ${finding.where}, ${short(finding.step)}`] : []),
    ...(reason ? [`reason    ${short(reason)}`] : []),
    ...(finding?.mismatches ?? []).flatMap((m) => [
      `expected  ${m.path} ${short(m.expected)}`,
      `received  ${m.path} ${short(m.received)}`,
    ]),
    ...(request ? [`sent      ${request.method} ${request.url} ${short(request.body)}`] : []),
    ...(response ? [`received  ${response.status} ${short(response.body)}`] : []),
    ...(failure ? [`received  no answer: ${failure.code}, ${short(failure.message)}`] : []),
    ...(curl ? [`curl      ${curl}`] : []),
    ...(c ? [`replay    poolproof replay ${c.replay}`] : []),
    ...(finding?.log ?? []).map((line) => `log       ${short(line)}`),
  ].join("\n")
}

/** What made the exit code without being a requirement's. */
function runTests(record: RunRecord): TestCase[] {
  const base = { area: "poolproof", seconds: 0 }
  const stale = staleExpectations(record).map(({ entry, says }): TestCase => {
    const message = `stale expectation ${entry}: ${says}`
    return {
      ...base,
      name: `expectation ${entry}: ${says}`,
      file: record.expectations.file ?? "",
      outcome: { element: "failure", message, text: message },
    }
  })
  if (![2, 3, 4, 130].includes(record.exit)) return stale
  const message = exitMeaning(record)
  return [
    ...stale,
    {
      ...base,
      name: "run",
      file: "",
      outcome: { element: "error", message, text: [message, ...record.environment].join("\n") },
    },
  ]
}

function suiteLines(record: RunRecord, area: string, tests: readonly TestCase[]): string[] {
  const time = tests.reduce((sum, { seconds }) => sum + seconds, 0)
  return [
    `  <testsuite name="${markup(area)}" ${totals(tests)} time="${time.toFixed(3)}" timestamp="${record.startedAt.slice(0, 19)}" hostname="${markup(record.target.name)}">`,
    ...tests.map(testLine),
    "  </testsuite>",
  ]
}

function testLine({ area, name, file, seconds, outcome: o }: TestCase): string {
  const head = `    <testcase classname="${markup(area)}" name="${markup(name)}"${file ? ` file="${markup(file)}"` : ""} time="${seconds.toFixed(3)}"`
  if (!o) return `${head}/>`
  const attributes = `message="${markup(short(o.message))}"${o.element === "skipped" ? "" : ` type="${o.element}"`}`
  return `${head}><${o.element} ${attributes}${o.text ? `>${markup(o.text)}</${o.element}>` : "/>"}</testcase>`
}

function totals(tests: readonly TestCase[]): string {
  const count = (element: string) => tests.filter(({ outcome: o }) => o?.element === element).length
  return `tests="${tests.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}"`
}
