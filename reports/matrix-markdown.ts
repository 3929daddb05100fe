import type { RequirementRow, RunRecord } from "../src/verdict/record.ts"
import type { Verdict } from "../src/verdict/result.ts"
import { code, text } from "./markdown.ts"
import {
  commonSentence,
  dayOf,
  deviations,
  type Link,
  type Matrix,
  type MatrixRow,
  type MatrixRun,
  matrixOf,
  placeOf,
  runName,
  suiteOf,
  type Tally,
  tally,
} from "./matrix.ts"

const MARKS: Record<Verdict, string> = {
  pass: "✓",
  nonstrict: "≈",
  fail: "✗",
  flaky: "±",
  unsupported: "–",
  blocked: "?",
  setup: "?",
  skipped: "?",
  error: "?",
}

const LEGEND = `✓ met · ≈ met, but not in every detail, or something weaker than a \`must\` missed · ✗ deviates · ± deviates now and then ·
– the target does not have what it needs (never counted as met, nor as a deviation) · ? could not be judged · nothing: not part of that run.
**Bold**: not among the target's known deviations. Strengths other than \`must\` are named.`

/** A page: targets × areas, and for each area its requirements × targets. */
export function matrixMarkdown(records: readonly RunRecord[], link: Link): string {
  const matrix = matrixOf(records)
  return [
    "# Targets, side by side",
    "",
    "Made by `poolproof matrix` of the records of these runs and of nothing else. Do not edit.",
    "",
    ...runsTable(matrix, link),
    "",
    "## By area",
    "",
    "Requirements with the strength `must`: met / judged; ✗ deviations; – unsupported; ? could not be judged.",
    "",
    ...overview(matrix),
    "",
    "## By requirement",
    "",
    LEGEND,
    "",
    ...[...matrix.areas].flatMap(([area, rows]) => areaSection(matrix, area, rows, link)),
  ].join("\n")
}

function runsTable({ runs }: Matrix, link: Link): string[] {
  return [
    "| target | version | run on | seed | poolproof (suite) | what was run | deviations |",
    "| --- | --- | --- | ---: | --- | --- | --- |",
    ...runs.map(({ record, part }) => {
      const { target, seed } = record
      const page = link(`docs/deviations/${target.name}.md`)
      const known = deviations(record)
      const cells = [
        text(target.name),
        text(target.version ?? ""),
        dayOf(record),
        seed,
        text(suiteOf(record)),
        part === undefined ? "everything" : `**only** ${text(part)}`,
        page === undefined ? known : `[${known}](${page})`,
      ]
      return `| ${cells.join(" | ")} |`
    }),
  ]
}

function overview({ runs, areas }: Matrix): string[] {
  const line = (name: string, rows: readonly MatrixRow[]) =>
    `| ${name} | ${runs.map((_, i) => tallyText(tally(rows.map(({ cells }) => cells[i])))).join(" | ")} |`
  return [
    ...tableHead("area", runs, runName),
    ...[...areas].map(([area, rows]) => line(`[${text(area)}](#${anchor(area)})`, rows)),
    line("**all**", [...areas.values()].flat()),
  ]
}

function areaSection({ runs }: Matrix, area: string, rows: readonly MatrixRow[], link: Link): string[] {
  const common = commonSentence(rows)
  return [
    `### ${text(area)}`,
    "",
    ...(common === undefined ? [] : [text(common), ""]),
    ...tableHead("requirement", runs, ({ record }) => record.target.name),
    ...rows.map(({ requirement, cells }) => {
      const says = common === undefined ? ` ${text(requirement.says)}` : ""
      return `| ${requirementLink(requirement, link)}${says} | ${cells.map(mark).join(" | ")} |`
    }),
    "",
  ]
}

function tableHead(first: string, runs: readonly MatrixRun[], name: (run: MatrixRun) => string): string[] {
  const heads = runs.map(
    (run) => text(name(run)) + (run.part === undefined ? "" : ` (only ${text(run.part)})`),
  )
  return [`| ${first} | ${heads.join(" | ")} |`, `| --- |${" :---: |".repeat(runs.length)}`]
}

function requirementLink(requirement: RequirementRow, link: Link): string {
  const { id, strength } = requirement
  const { file, line } = placeOf(requirement)
  const name = code(id.slice(id.indexOf("/") + 1))
  const address = link(file)
  const linked = address === undefined ? name : `[${name}](${address}#L${line})`
  return strength === "must" ? linked : `${linked} (${strength})`
}

function mark(cell: RequirementRow | undefined): string {
  if (cell === undefined) return ""
  return cell.standing === "unexpected" ? `**${MARKS[cell.verdict]}**` : MARKS[cell.verdict]
}

function tallyText({ met, deviating, unsupported, unjudged }: Tally): string {
  return [
    ...(met + deviating > 0 ? [`${met}/${met + deviating}`] : []),
    ...(deviating > 0 ? [`${deviating} ✗`] : []),
    ...(unsupported > 0 ? [`${unsupported} –`] : []),
    ...(unjudged > 0 ? [`${unjudged} ?`] : []),
  ].join(", ")
}

/** As GitHub makes anchors of headings. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w -]/g, "")
    .replaceAll(" ", "-")
}
