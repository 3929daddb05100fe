import type { LoadRecord } from "../src/load/record.ts"
import type { Latency } from "../src/load/tally.ts"
import { figure } from "./load-chart.ts"
import { plural, short } from "./text.ts"

/** What a run says in a few lines, for a terminal. */
export function loadSummary(record: LoadRecord): string {
  const { latency, integrity } = record
  return [
    headline(record),
    ...record.reasons.map((reason) => `  ${short(reason)}`),
    `  ${figure(record.rate)} iterations/s over ${figure(record.seconds)} s, ${figure(record.tokensPerSecond)} tokens/s`,
    `  latency ms      p50 ${figure(latency.corrected.p50)}  p95 ${figure(latency.corrected.p95)}  p99 ${figure(latency.corrected.p99)}  p99.9 ${figure(latency.corrected.p999)}  max ${figure(latency.corrected.max)}`,
    ...Object.entries(latency.operations).map(
      ([name, of]) => `    ${name.padEnd(26)} p50 ${figure(of.p50)}  p99 ${figure(of.p99)}`,
    ),
    `  tokens          ${plural(integrity.issued, "issue")} looked at, ${integrity.jtis} distinct jti, ${plural(integrity.signatures, "signature")} verified, ${plural(integrity.violations, "violation")}`,
    `  bottleneck      ${record.bottleneck}: ${record.bottleneckWhy}`,
    ...record.errors
      .slice(0, 10)
      .map(({ outcome, detail, count }) => `  ${count} × ${outcome}: ${short(detail)}`),
    ...record.notes.map((note) => `  note: ${short(note)}`),
  ].join("\n")
}

/** What a run came to, in one line. */
export function headline({ script, shape, target, verdict }: LoadRecord): string {
  const meaning = {
    pass: "the objective held",
    fail: "the objective was missed",
    invalid: "the run is not valid",
  }[verdict]
  return `${script} (${shape}) against ${target.name}: ${meaning}`
}

/** The figures of a run as rows of label and value; every report has the same. */
export function manifestRows({ manifest, target, startedAt, objective }: LoadRecord): [string, string][] {
  const { machine } = manifest
  return [
    ["target", `${target.product ?? target.name} at ${target.endpoint}`],
    ["started", startedAt],
    ["versions", `poolproof ${manifest.poolproof}, k6 ${manifest.k6}, Node ${manifest.node}`],
    ["machine", `${machine.cpu}, ${plural(machine.cores, "core")}, ${machine.memoryGb} GB, ${machine.os}`],
    [
      "generator",
      `${plural(manifest.segments, "process").replace("processs", "processes")}, ${manifest.vus} VUs, warm-up of ${manifest.warmUpSeconds} s left out`,
    ],
    ["users", `${manifest.users} of seed ${manifest.seed}`],
    [
      "issuer",
      `${manifest.keyBits === undefined ? "unknown key size" : `RSA-${manifest.keyBits}`}, ${manifest.unloadedMs} ms for a sign-in without load (password hash included)`,
    ],
    [
      "objective",
      [
        `at most ${Number((objective.errors * 100).toPrecision(3))} % errors`,
        ...(objective.p95 ? [`p95 ≤ ${objective.p95} ms`] : []),
        ...(objective.p99 ? [`p99 ≤ ${objective.p99} ms`] : []),
      ].join(", "),
    ],
  ]
}

/** The latency table of a run: rows of label and durations. */
export function latencyRows({ latency }: LoadRecord): [string, Latency][] {
  return [
    ["iteration, from when it was to start", latency.corrected],
    ["iteration, from when it was sent", latency.service],
    ["lateness of starts", latency.lag],
    ...Object.entries(latency.operations),
  ]
}

/** A page for a pull request or a step summary. */
export function loadMarkdown(record: LoadRecord): string {
  const { integrity } = record
  const cell = (text: string) => short(text).replace(/[|\\`*_<>[\]]/g, "\\$&")
  const table = (head: string[], rows: string[][]) => [
    `| ${head.join(" | ")} |`,
    `|${" --- |".repeat(head.length)}`,
    ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
    "",
  ]
  return [
    `## ${record.verdict === "pass" ? "✅" : "❌"} ${cell(headline(record))}`,
    "",
    ...record.reasons.map((reason) => `- ${cell(reason)}`),
    `- bottleneck: ${record.bottleneck}, ${cell(record.bottleneckWhy)}`,
    `- ${figure(record.rate)} iterations/s, ${figure(record.tokensPerSecond)} tokens/s; ${integrity.issued} issues of tokens looked at, ${integrity.jtis} distinct jti, ${integrity.signatures} signatures verified, ${integrity.violations} violations`,
    "",
    ...table(
      ["ms", "count", "p50", "p95", "p99", "p99.9", "max"],
      latencyRows(record).map(([name, of]) => [
        name,
        figure(of.count),
        ...[of.p50, of.p95, of.p99, of.p999, of.max].map(figure),
      ]),
    ),
    ...(record.errors.length === 0
      ? []
      : table(
          ["errors", "what", "count"],
          record.errors.map(({ outcome, detail, count }) => [outcome, detail, String(count)]),
        )),
    ...(integrity.examples.length === 0
      ? []
      : table(
          ["violation", "iteration", "user", "what"],
          integrity.examples.map(({ kind, iteration, user, detail }) => [
            kind,
            String(iteration),
            String(user),
            detail,
          ]),
        )),
    ...table(["run", ""], manifestRows(record)),
    ...record.notes.map((note) => `- ${cell(note)}`),
    "",
  ].join("\n")
}
