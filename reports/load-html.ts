import type { LoadRecord } from "../src/load/record.ts"
import { chart, figure } from "./load-chart.ts"
import { headline, latencyRows, manifestRows } from "./load-markdown.ts"
import { markup } from "./text.ts"

const COLOURS = {
  p50: "#2a7",
  p95: "#c80",
  p99: "#c33",
  offered: "#999",
  rate: "#36c",
  errors: "#c33",
} as const

/** One page that needs nothing else: what came out, latency over rate and over time, errors, and how to repeat it. */
export function loadHtml(record: LoadRecord): string {
  const { windows, integrity, errors, objective } = record
  const level =
    objective.p99 === undefined ? undefined : { y: objective.p99, name: `p99 ≤ ${objective.p99} ms` }
  const percentiles = (["p50", "p95", "p99"] as const).map((name) => ({
    name,
    colour: COLOURS[name],
    points: windows.map(({ at, latency }) => [at, latency[name]] as const),
  }))
  const byRate = percentiles.map(({ name, colour }) => ({
    name,
    colour,
    scattered: true,
    points: windows.map(({ rate, latency }) => [rate, latency[name]] as const),
  }))
  return page(
    headline(record),
    record.verdict === "pass",
    `<ul>${[...record.reasons, `bottleneck: ${record.bottleneck}, ${record.bottleneckWhy}`, ...record.notes].map((line) => `<li>${markup(line)}</li>`).join("")}</ul>
<p>${figure(record.rate)} iterations/s, ${figure(record.tokensPerSecond)} tokens/s. ${integrity.issued} issues of tokens looked at, ${integrity.jtis} distinct jti, ${integrity.signatures} signatures verified, <b class="${integrity.violations === 0 ? "pass" : "fail"}">${integrity.violations} violations</b>.</p>
${chart(byRate, { title: "Latency over rate", x: "iterations per second, one point a stretch of time", y: "ms", logarithmic: true, level })}
${chart(percentiles, { title: "Latency over time", x: "seconds", y: "ms", logarithmic: true, level })}
${chart(
  (["offered", "rate", "errors"] as const).map((name) => ({
    name,
    colour: COLOURS[name],
    points: windows.map(
      (window) =>
        [
          window.at,
          name === "errors"
            ? (window.errors / Math.max(1, window.latency.count + window.errors)) * window.rate
            : window[name],
        ] as const,
    ),
  })),
  { title: "Rate over time", x: "seconds", y: "iterations per second" },
)}
${table(
  ["ms", "count", "p50", "p95", "p99", "p99.9", "max"],
  latencyRows(record).map(([name, of]) => [
    name,
    ...[of.count, of.p50, of.p95, of.p99, of.p999, of.max].map(figure),
  ]),
)}
${
  errors.length === 0
    ? ""
    : table(
        ["errors", "what", "count"],
        errors.map(({ outcome, detail, count }) => [outcome, detail, String(count)]),
      )
}
${
  integrity.examples.length === 0
    ? ""
    : table(
        ["violation", "iteration", "user", "what"],
        integrity.examples.map(({ kind, iteration, user, detail }) => [
          kind,
          String(iteration),
          String(user),
          detail,
        ]),
      )
}
${table(["run", ""], manifestRows(record))}`,
  )
}

/** A page around what is already markup. */
export function page(title: string, good: boolean, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${markup(title)}: poolproof</title>
<style>${STYLE}</style>
</head>
<body>
<h1 class="${good ? "pass" : "fail"}">${markup(title)}</h1>
${body}
</body>
</html>
`
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${markup(cell)}</${tag}>`).join("")}</tr>`
  return `<table>${row("th", head)}${rows.map((cells) => row("td", cells)).join("")}</table>`
}

const STYLE = `:root { color-scheme: light dark }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
.pass { color: #2a7 } .fail { color: #c33 }
table { border-collapse: collapse; margin: 1rem 0 } th, td { text-align: left; padding: .1rem .8rem .1rem 0; vertical-align: top; overflow-wrap: anywhere }
figure { margin: 1.5rem 0 } svg { width: 100%; height: auto } svg text { font-size: 11px; fill: currentColor }
.grid { stroke: #8884 } .level { stroke: #c33; stroke-dasharray: 4 4 }`
