import type { FindingRow, RequirementRow, RunRecord } from "../src/verdict/record.ts"
import { factsText } from "./facts.ts"
import {
  byArea,
  type Deviation,
  deviationsOf,
  exitMeaning,
  staleExpectations,
  verdictsOf,
} from "./summary.ts"
import { markup, plural, short } from "./text.ts"

/** One page that needs nothing else: requirements by area, each with what deviated; every one has an address to link to. */
export function html(record: RunRecord): string {
  const { target, requirements, exit } = record
  const verdicts = verdictsOf(requirements)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${markup(target.name)}: poolproof</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1 class="${exit === 0 ? "pass" : "fail"}">${markup(exitMeaning(record))}</h1>
<p>poolproof ${markup(record.poolproof)}, ${markup(`${target.name} ${target.version ?? ""}`.trim())} at ${markup(target.endpoint)}${record.profile ? `, profile ${markup(record.profile)}` : ""}, ${plural(record.cases.length, "case")}, seed ${record.seed}, ${record.seconds.toFixed(1)} s, ${markup(record.startedAt)}</p>
<p><label>Find <input id="find" type="search" placeholder="idp.sign-up"></label>
${verdicts.map(([v, n]) => `<label><input type="checkbox" name="verdict" value="${v}" checked> <span class="${v}">${v}</span> ${n}</label>`).join("\n")}</p>
</header>
<main>
${staleSection(record)}${listSection("Environment", record.environment)}${[...byArea(requirements)].map(([area, rows]) => areaSection(record, area, rows)).join("\n")}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`
}

function areaSection(record: RunRecord, area: string, rows: readonly RequirementRow[]): string {
  const counts = verdictsOf(rows).map(([v, n]) => `<span class="${v}">${n} ${v}</span>`)
  return `<section id="${markup(area)}"><h2>${markup(area)} <small>${counts.join(", ")}</small></h2>
${rows.map((row) => requirement(record, row)).join("\n")}
</section>`
}

function requirement(record: RunRecord, row: RequirementRow): string {
  const expected = row.expected
    ? `<p>Expected by <b>${markup(row.expected.by)}</b>: ${markup(row.expected.reason)} ${link(row.expected.issue)}</p>`
    : ""
  const open = row.standing === "unexpected" ? " open" : ""
  return `<details id="${markup(row.id)}" data-verdict="${row.verdict}"${open}><summary><b class="${row.verdict}">${row.verdict}</b> <a href="#${markup(encodeURI(row.id))}">${markup(row.id)}</a> ${markup(row.says)}</summary>
<p>${row.strength}, ${row.level}, ${row.evidence}; ${markup(factsText(row.facts))}; ${markup(row.where)}; ${plural(row.cases.length, "case")}</p>
${expected}${deviationsOf(record, row).map(deviation).join("\n")}
</details>`
}

/** Only addresses of the web become links: an expectations file is somebody's. */
function link(url: string | undefined): string {
  if (url === undefined) return ""
  return /^https?:\/\//.test(url)
    ? `<a href="${markup(url)}" rel="noreferrer">${markup(url)}</a>`
    : markup(url)
}

function deviation({ case: c, verdict, finding, reason }: Deviation): string {
  const body = finding ? findingBody(finding) : `<p>${markup(reason ?? "nothing judged it")}</p>`
  return `<article><h3><span class="${verdict}">${verdict}</span> ${markup(c.id)} <small>${markup(finding?.where ?? c.where)}</small></h3>
${body}<pre>poolproof replay ${markup(c.replay)}</pre></article>`
}

function findingBody({ says, step, mismatches, exchange, log }: FindingRow): string {
  const rows = [
    ["step", step],
    ...mismatches.flatMap((m) => [
      [m.soft ? "expected (should)" : "expected", `${m.path} ${m.expected}`],
      ["received", `${m.path} ${m.received}`],
    ]),
    ...(exchange
      ? [["sent", `${exchange.request.method} ${exchange.request.url}\n${exchange.request.body}`]]
      : []),
    ...(exchange?.response ? [["received", `${exchange.response.status}\n${exchange.response.body}`]] : []),
    ...(exchange?.failure
      ? [["received", `no answer: ${exchange.failure.code}, ${exchange.failure.message}`]]
      : []),
    ...(exchange ? [["curl", exchange.curl]] : []),
    ...(log && log.length > 0 ? [["its log", log.join("\n")]] : []),
  ] as [string, string][]
  return `<p>${markup(says)}</p><table>${rows.map(([name, value]) => `<tr><th>${name}</th><td><pre>${markup(value)}</pre></td></tr>`).join("")}</table>`
}

function staleSection(record: RunRecord): string {
  return listSection(
    "Stale expectations",
    staleExpectations(record).map(({ entry, says }) => `${entry}: ${says}`),
  )
}

function listSection(title: string, items: readonly string[]): string {
  return items.length === 0
    ? ""
    : `<section><h2>${title}</h2><ul>${items.map((item) => `<li>${markup(short(item, 1000))}</li>`).join("")}</ul></section>\n`
}

const STYLE = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif }
body { max-width: 75rem; margin: 0 auto; padding: 0 1rem 4rem }
header { position: sticky; top: 0; background: Canvas; border-bottom: 1px solid GrayText; z-index: 1 }
h1 { font-size: 1.3rem } h2 { font-size: 1.1rem; margin: 1.5rem 0 .3rem } h3 { font-size: 1rem; margin: .5rem 0 }
label { margin-right: 1rem } small { font-weight: normal }
details { border-top: 1px solid color-mix(in srgb, GrayText 30%, transparent); padding: .25rem 0 } summary { cursor: pointer }
article { margin: .5rem 0 .5rem 1rem; padding-left: .75rem; border-left: 3px solid GrayText }
table { border-collapse: collapse } th { text-align: left; vertical-align: top; padding-right: 1rem; white-space: nowrap; font-weight: normal }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 13px; max-height: 20rem; overflow: auto }
.pass { color: light-dark(#176b2c, #7ee08f) } .nonstrict, .unsupported, .skipped { color: light-dark(#6a5200, #e3c65b) }
.fail, .error, .flaky, .setup, .blocked { color: light-dark(#b3261e, #ff9d94) }
`

const SCRIPT = `
const find = document.getElementById("find")
const boxes = [...document.querySelectorAll("[name=verdict]")]
const update = () => {
  const shown = new Set(boxes.filter((b) => b.checked).map((b) => b.value))
  const text = find.value.trim().toLowerCase()
  for (const d of document.querySelectorAll("details")) d.hidden = !shown.has(d.dataset.verdict) || !d.textContent.toLowerCase().includes(text)
  for (const s of document.querySelectorAll("section:has(details)")) s.hidden = !s.querySelector("details:not([hidden])")
}
find.addEventListener("input", update)
for (const box of boxes) box.addEventListener("change", update)
const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
if (target instanceof HTMLDetailsElement) target.open = true
`
