import type { RequirementRow, RunRecord } from "../src/verdict/record.ts"
import { byArea, deviationsOf, exitMeaning, failuresOf, staleExpectations, verdictsOf } from "./summary.ts"
import { plural, short } from "./text.ts"

/** A step summary of GitHub's takes a megabyte; a reader takes less. */
const FAILURES_SHOWN = 50

/** A page for a pull request or a step summary: what it means, requirements by area, what deviates. */
export function markdown(record: RunRecord): string {
  const { target, requirements, exit } = record
  const failures = failuresOf(
    record,
    requirements.filter(({ standing }) => standing === "unexpected"),
  )
  const lines = [
    `## ${exit === 0 ? "✅" : "❌"} ${text(exitMeaning(record))}`,
    "",
    text(
      `poolproof ${record.poolproof}, ${target.name}${target.version ? ` ${target.version}` : ""}${record.profile ? `, profile ${record.profile}` : ""}, ${plural(record.cases.length, "case")}, seed ${record.seed}, ${record.seconds.toFixed(1)} s`,
    ),
    "",
    ...areaTable(requirements),
  ]
  if (failures.length > 0)
    lines.push(
      "",
      "### What deviates",
      "",
      "| requirement | verdict | where | what | again |",
      "| --- | --- | --- | --- | --- |",
    )
  for (const { rows, deviations } of failures.slice(0, FAILURES_SHOWN)) {
    const [first] = deviations
    const ids = rows.map(({ id }) => code(id)).join("<br>")
    const where = first?.finding?.where ?? first?.case.where ?? rows[0].where
    const what = first?.finding?.says ?? first?.reason ?? "no case judged it"
    lines.push(
      `| ${ids} | ${rows[0].verdict} | ${code(where)} | ${text(short(what, 200))} | ${first ? code(`poolproof replay ${first.case.replay}`) : ""} |`,
    )
  }
  if (failures.length > FAILURES_SHOWN)
    lines.push("", `… and ${failures.length - FAILURES_SHOWN} more in the run record.`)

  const expected = requirements.filter(({ standing }) => standing === "expected")
  if (expected.length > 0) {
    lines.push(
      "",
      `<details><summary>${plural(expected.length, "deviation")} as expected</summary>`,
      "",
      "| requirement | verdict | why |",
      "| --- | --- | --- |",
    )
    for (const row of expected)
      lines.push(
        `| ${code(row.id)} | ${deviationsOf(record, row)[0]?.verdict ?? row.verdict} | ${text(short(row.expected?.reason ?? "", 200))}${row.expected?.issue ? ` (${text(row.expected.issue)})` : ""} |`,
      )
    lines.push("", "</details>")
  }
  const stale = staleExpectations(record)
  if (stale.length > 0)
    lines.push(
      "",
      "### Stale expectations",
      "",
      ...stale.map(({ entry, says }) => `- ${code(entry)}: ${text(says)}`),
    )
  if (record.environment.length > 0)
    lines.push("", "### Environment", "", ...record.environment.map((line) => `- ${text(short(line))}`))
  return `${lines.join("\n")}\n`
}

function areaTable(requirements: readonly RequirementRow[]): string[] {
  const verdicts = verdictsOf(requirements).map(([verdict]) => verdict)
  const cells = (rows: readonly RequirementRow[]) =>
    verdicts.map((v) => rows.filter(({ verdict }) => verdict === v).length || "")
  return [
    `| area | ${verdicts.join(" | ")} |`,
    `| --- |${" ---: |".repeat(verdicts.length)}`,
    ...[...byArea(requirements)].map(([area, rows]) => `| ${text(area)} | ${cells(rows).join(" | ")} |`),
    `| **all** | ${cells(requirements).join(" | ")} |`,
  ]
}

/** Text on one line that Markdown takes as text. */
export function text(value: string): string {
  return short(value, Number.POSITIVE_INFINITY)
    .replace(/[&<>]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char]!)
    .replace(/[\\`*_[\]|~#@!]/g, "\\$&")
}

/** A code span in a table cell. */
export function code(value: string): string {
  return `<code>${short(value).replace(/[&<>|`*_[\]~\\]/g, (char) => `&#${char.charCodeAt(0)};`)}</code>`
}
