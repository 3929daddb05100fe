import { peakRate } from "../load/lib/arrivals.ts"
import type { CapacityRecord } from "../src/load/capacity.ts"
import type { LoadRecord } from "../src/load/record.ts"
import { chart, figure } from "./load-chart.ts"
import { page, table } from "./load-html.ts"
import { manifestRows } from "./load-markdown.ts"
import { short } from "./text.ts"

const LIMITS = {
  none: "nothing",
  issuer: "the issuer",
  generator: "the generator, not the issuer",
  unknown: "neither the issuer's nor the generator's CPU",
} as const

/** What a search came to, in a sentence. */
export function capacityHeadline({ script, target, highest, lowestMissed, limit }: CapacityRecord): string {
  if (highest === 0) return `${script} against ${target.name}: no rate held the objective`
  const up =
    lowestMissed === undefined
      ? "and no higher one was tried"
      : `and not ${figure(lowestMissed)}; the limit was ${LIMITS[limit]}`
  return `${script} against ${target.name}: ${figure(highest)} iterations/s hold the objective, ${up}`
}

/** A step in a line, as it is printed while a search goes on. */
export function stepLine(step: LoadRecord): string {
  const { corrected } = step.latency
  return `${figure(rateOf(step)).padStart(7)}/s  ${step.verdict.padEnd(7)}  p50 ${figure(corrected.p50)}  p99 ${figure(corrected.p99)} ms${step.reasons.length > 0 ? `  ${short(step.reasons[0]!)}` : ""}`
}

export function capacitySummary(record: CapacityRecord): string {
  return [capacityHeadline(record), ...inOrder(record).map((step) => `  ${stepLine(step)}`)].join("\n")
}

export function capacityMarkdown(record: CapacityRecord): string {
  const rows = inOrder(record).map((step) => `| ${cells(step).join(" | ")} |`)
  return [
    `## ${capacityHeadline(record)}`,
    "",
    `| ${HEAD.join(" | ")} |`,
    `|${" --- |".repeat(HEAD.length)}`,
    ...rows,
    "",
  ].join("\n")
}

export function capacityHtml(record: CapacityRecord): string {
  const steps = inOrder(record)
  const line = (name: "p50" | "p95" | "p99", colour: string) => ({
    name,
    colour,
    points: steps.map((step) => [rateOf(step), step.latency.corrected[name]] as const),
  })
  const { p99 } = record.objective
  return page(
    capacityHeadline(record),
    record.highest > 0,
    `${chart([line("p50", "#2a7"), line("p95", "#c80"), line("p99", "#c33")], {
      title: "Latency over rate",
      x: "iterations per second",
      y: "ms",
      logarithmic: true,
      level: p99 === undefined ? undefined : { y: p99, name: `p99 ≤ ${p99} ms` },
    })}
${table(HEAD, steps.map(cells))}
${table(["run", ""], manifestRows(steps[0]!))}`,
  )
}

const HEAD = ["rate", "verdict", "p50 ms", "p95 ms", "p99 ms", "at once", "bottleneck", "why"]

function cells(step: LoadRecord): string[] {
  const { p50, p95, p99, mean } = step.latency.corrected
  // Little's law: how many are under way is rate × latency.
  return [
    figure(rateOf(step)),
    step.verdict,
    figure(p50),
    figure(p95),
    figure(p99),
    figure((rateOf(step) * mean) / 1000),
    step.bottleneck,
    step.reasons.join("; "),
  ]
}

function inOrder({ steps }: CapacityRecord): LoadRecord[] {
  return [...steps].sort((a, b) => rateOf(a) - rateOf(b))
}

function rateOf({ arrivals }: LoadRecord): number {
  return arrivals.model === "open" ? peakRate(arrivals.stages) : 0
}
