import type { RequirementRow, RunRecord } from "../src/verdict/record.ts"
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
  tally,
} from "./matrix.ts"
import { markup, short } from "./text.ts"

/** One page that needs nothing else: targets × areas × requirements, with filters, and why each target deviates. */
export function matrixHtml(records: readonly RunRecord[], link: Link): string {
  const matrix = matrixOf(records)
  const { runs, areas } = matrix
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Targets, side by side: poolproof</title>
<style>${STYLE}${runs.map((_, i) => `.hide-${i} :is(.areas, .requirements) :is(th, td):nth-child(${i + 2})`).join(", ")} { display: none }
</style>
</head>
<body>
<header>
<h1>Targets, side by side</h1>
<p>Made of the records of these runs and of nothing else.</p>
</header>
<main>
${runsTable(matrix, link)}
<form>
<label>Area <select id="area"><option value="">all</option>${[...areas.keys()].map((area) => `<option>${markup(area)}</option>`).join("")}</select></label>
<fieldset><legend>Targets</legend>${runs.map(({ record }, i) => `<label><input type="checkbox" name="target" value="${i}" checked> ${markup(record.target.name)}</label>`).join("\n")}</fieldset>
<label><input type="checkbox" id="differences"> only where they differ</label>
<output id="shown" aria-live="polite"></output>
</form>
${overview(matrix)}
<h2>By requirement</h2>
<p>A <b>bold</b> verdict is not among the target's known deviations; nothing: not part of that run. A deviation leads to its reason.</p>
${[...areas].map(([area, rows]) => areaSection(matrix, area, rows, link)).join("\n")}
${runs.map(reasons).join("")}</main>
<script>${SCRIPT}</script>
</body>
</html>
`
}

function runsTable({ runs }: Matrix, link: Link): string {
  const rows = runs.map(({ record, part }) => {
    const { target, seed } = record
    const page = link(`docs/deviations/${target.name}.md`)
    const known = deviations(record)
    return `<tr><th scope="row">${markup(target.name)}<td>${markup(target.version ?? "")}<td>${dayOf(record)}<td>${seed}<td>${markup(suiteOf(record))}<td>${part === undefined ? "everything" : `<b>only</b> ${markup(part)}`}<td>${page === undefined ? known : `<a href="${markup(page)}">${known}</a>`}`
  })
  return `<table><caption>Runs</caption>
<thead><tr><th scope="col">target<th scope="col">version<th scope="col">run on<th scope="col">seed<th scope="col">poolproof (suite)<th scope="col">what was run<th scope="col">deviations</thead>
<tbody>${rows.join("\n")}</tbody></table>`
}

function overview({ runs, areas }: Matrix): string {
  const cells = (rows: readonly MatrixRow[]) =>
    runs.map((_, i) => `<td>${tallyCell(rows.map(({ cells }) => cells[i]))}`).join("")
  const rows = [...areas].map(
    ([area, rows]) => `<tr><th scope="row"><a href="#${markup(area)}">${markup(area)}</a>${cells(rows)}`,
  )
  return `<table class="areas"><caption>By area: of the requirements with the strength <i>must</i>, met / judged. What is unsupported counts neither way.</caption>
${tableHead("area", runs, runName)}
<tbody>${rows.join("\n")}
<tr><th scope="row">all${cells([...areas.values()].flat())}</tbody></table>`
}

function tallyCell(cells: readonly (RequirementRow | undefined)[]): string {
  const { met, deviating, unsupported, unjudged } = tally(cells)
  const judged = met + deviating
  return [
    ...(judged > 0 ? [`<span class="${deviating > 0 ? "fail" : "pass"}">${met}/${judged}</span>`] : []),
    ...(deviating > 0 ? [`${deviating} deviating`] : []),
    ...(unsupported > 0 ? [`${unsupported} unsupported`] : []),
    ...(unjudged > 0 ? [`${unjudged} not judged`] : []),
  ].join("<br>")
}

function areaSection({ runs }: Matrix, area: string, rows: readonly MatrixRow[], link: Link): string {
  const common = commonSentence(rows)
  const { file } = placeOf(rows[0]!.requirement)
  const register = link(file)
  const lines = rows.map(({ requirement, cells }) => {
    const { id, says, strength } = requirement
    const name = `<code>${markup(id.slice(id.indexOf("/") + 1))}</code>${strength === "must" ? "" : ` (${strength})`}`
    return `<tr><th scope="row">${name}${common === undefined ? ` ${markup(says)}` : ""}${cells.map((cell, i) => verdictCell(cell, runs[i]!)).join("")}`
  })
  return `<section id="${markup(area)}"><h3>${markup(area)}${register === undefined ? "" : ` <small><a href="${markup(register)}">register</a></small>`}</h3>
${common === undefined ? "" : `<p>${markup(common)}</p>\n`}<table class="requirements">
${tableHead("requirement", runs, ({ record }) => record.target.name)}
<tbody>${lines.join("\n")}</tbody></table></section>`
}

function tableHead(first: string, runs: readonly MatrixRun[], name: (run: MatrixRun) => string): string {
  const heads = runs.map(
    (run) =>
      `<th scope="col">${markup(name(run))}${run.part === undefined ? "" : ` <small>only ${markup(run.part)}</small>`}`,
  )
  return `<thead><tr><th scope="col">${first}${heads.join("")}</thead>`
}

function verdictCell(cell: RequirementRow | undefined, { record }: MatrixRun): string {
  if (cell === undefined) return "<td>"
  const { verdict, standing, expected } = cell
  const word = standing === "unexpected" ? `<b>${verdict}</b>` : verdict
  const to = expected && `#${markup(reasonId(record, expected.by))}`
  return `<td class="${verdict}">${to === undefined ? word : `<a href="${to}">${word}</a>`}`
}

/** Why a target deviates: the entries of its expectations that its run needed. */
function reasons({ record }: MatrixRun): string {
  const entries = new Map(
    record.requirements.flatMap(({ expected }) => (expected ? [[expected.by, expected.reason]] : [])),
  )
  if (entries.size === 0) return ""
  const items = [...entries].map(
    ([by, reason]) =>
      `<dt id="${markup(reasonId(record, by))}">${markup(by)}<dd>${markup(short(reason, 1000))}`,
  )
  return `<section><h2>Known deviations of ${markup(record.target.name)}</h2><dl>${items.join("\n")}</dl></section>\n`
}

function reasonId({ target }: RunRecord, entry: string): string {
  return `${target.name}:${entry}`
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif }
body { max-width: 85rem; margin: 0 auto; padding: 0 1rem 4rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem } h3 { font-size: 1rem; margin: 1.5rem 0 .3rem }
form { position: sticky; top: 0; background: Canvas; padding: .5rem 0; border-bottom: 1px solid GrayText; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center }
fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 0 1rem } legend { float: left; padding: 0 .5rem 0 0 }
table { border-collapse: collapse; margin: .5rem 0 } caption { text-align: left; padding: .3rem 0 } small { font-weight: normal }
th, td { text-align: left; vertical-align: top; font-weight: normal; padding: .15rem .75rem .15rem 0; border-top: 1px solid color-mix(in srgb, GrayText 30%, transparent) }
thead th { font-weight: bold } .requirements { width: 100%; table-layout: fixed } .requirements th:first-child { width: 45% } .requirements a { color: inherit }
section { scroll-margin-top: 4rem } dt { scroll-margin-top: 4rem; font-family: monospace } dt:target { background: Mark; color: MarkText } dd { margin: 0 0 .4rem 1.5rem }
.pass { color: light-dark(#176b2c, #7ee08f) } .nonstrict, .unsupported, .skipped { color: light-dark(#6a5200, #e3c65b) }
.fail, .error, .flaky, .setup, .blocked { color: light-dark(#b3261e, #ff9d94) }
`

const SCRIPT = `
const area = document.getElementById("area")
const boxes = [...document.querySelectorAll("[name=target]")]
const differences = document.getElementById("differences")
const shown = document.getElementById("shown")
const update = () => {
  for (const box of boxes) document.body.classList.toggle("hide-" + box.value, !box.checked)
  const targets = boxes.filter((box) => box.checked).map((box) => Number(box.value))
  let count = 0
  for (const section of document.querySelectorAll("section:has(.requirements)")) {
    let any = false
    for (const row of section.querySelectorAll("tbody tr")) {
      const verdicts = new Set(targets.map((i) => row.cells[i + 1].className).filter((verdict) => verdict !== ""))
      row.hidden = differences.checked && verdicts.size < 2
      if (!row.hidden) any = true
      if (!row.hidden && (area.value === "" || area.value === section.id)) count++
    }
    section.hidden = !any || (area.value !== "" && area.value !== section.id)
  }
  shown.value = count + (count === 1 ? " requirement" : " requirements")
}
document.querySelector("form").addEventListener("submit", (event) => event.preventDefault())
for (const input of [area, differences, ...boxes]) input.addEventListener("change", update)
update()
`
