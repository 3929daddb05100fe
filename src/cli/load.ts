import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Command, Option } from "commander"
import type { Arrivals } from "../../load/lib/arrivals.ts"
import { DEFAULT_SECONDS, SHAPES, type Shape, stagesOf } from "../../load/lib/shapes.ts"
import { loadHtml } from "../../reports/load-html.ts"
import { loadMarkdown, loadSummary } from "../../reports/load-markdown.ts"
import { runLoad } from "../load/load.ts"
import { emitOperator, mergeRunners } from "../load/operator.ts"
import type { LoadRecord } from "../load/record.ts"
import { SCRIPTS } from "../load/scripts.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { LoadSession, type LoadTargetOptions, loadTargetOptions } from "./load-session.ts"
import { collect, wholeNumber } from "./options.ts"
import { STATE_FOLDER } from "./session.ts"

interface Options extends LoadTargetOptions {
  rate: number
  duration?: number
  shape: Shape
  segments: number
  vus?: number
  p95?: number
  p99?: number
  errors: number
  k6Out?: string[]
  emit?: "k6-operator"
  merge?: string
  out: string
  json?: boolean
}

/** `poolproof load SCRIPT`: latency at a rate, with every token looked at. */
export function loadCommand(signal: AbortSignal): Command {
  const command = new Command("load")
    .description("put a target under load, by k6, and look at every token that it gives out")
    .argument("<script>", Object.keys(SCRIPTS).join(", "))
    .argument("[target]", "a target file, or the name of a shipped one (default reference)")
    .option("--rate <number>", "iterations per second", positive, 10)
    .option("--duration <time>", "like 30s, 5m, 1h; default by shape", seconds)
    .addOption(
      new Option("--shape <name>", "what the load looks like over time").choices(SHAPES).default("average"),
    )
    .option("--segments <number>", "k6 processes to share the load", wholeNumber(1), 1)
    .option("--vus <number>", "requests at once; default sized by rate and latency", wholeNumber(1))
    .option("--p95 <ms>", "objective: 95 % of iterations are this fast", positive)
    .option("--p99 <ms>", "objective: 99 % of iterations are this fast", positive)
    .option("--errors <percent>", "objective: at most so many iterations fail", positive, 0.1)
    .option(
      "--k6-out <output>",
      "an output of k6's own as well, like experimental-prometheus-rw or opentelemetry; repeatable",
      collect,
    )
    .addOption(
      new Option(
        "--emit <kind>",
        "write manifests for a cluster into --out instead of running; --segments is the number of runners",
      ).choices(["k6-operator"]),
    )
    .option("--merge <folder>", "conclude a run from its plan and its runners' logs, instead of running")
    .option("--out <folder>", "where the record and the reports go", join(STATE_FOLDER, "load"))
    .option("--json", "the record as JSON on stdout")
  return loadTargetOptions(command).action(
    async (script: string, name: string | undefined, options: Options) => {
      const arrivals = arrivalsOf(script, options)
      if (options.merge !== undefined) return report(await mergeRunners(options.merge), options)
      // The users have to be there when the cluster runs.
      const keep = options.keep || options.emit !== undefined
      const session = await LoadSession.open(script, name, arrivals, { ...options, keep }, signal)
      try {
        const run = {
          ...session.loadOptions,
          script,
          shape: script === "smoke" ? "once" : options.shape,
          arrivals: session.arrivals,
          objective: objectiveOf(options),
          segments: options.segments,
          vus: options.vus,
          outputs: options.k6Out,
        }
        if (options.emit === undefined)
          report(await session.watch((onTally) => runLoad({ ...run, onTally })), options)
        else {
          const { files, byHand } = await emitOperator(options.out, run)
          console.log(
            [
              `wrote ${files.join(", ")} into ${options.out}; the users stay until \`poolproof sweep\``,
              ...byHand.map((step, i) => `  ${i + 1}. ${step}`),
            ].join("\n"),
          )
        }
      } finally {
        await session.close()
      }
    },
  )
}

function report(record: LoadRecord, { out, json }: Options): void {
  writeReports(out, record)
  console.log(
    json ? JSON.stringify(record, undefined, 2) : `${loadSummary(record)}\nreport: ${join(out, "load.html")}`,
  )
  process.exitCode = { pass: 0, fail: 1, invalid: 3 }[record.verdict]
}

/** The objective that options name. */
export function objectiveOf({ p95, p99, errors }: Pick<Options, "p95" | "p99" | "errors">) {
  return {
    errors: errors / 100,
    ...(p95 === undefined ? {} : { p95 }),
    ...(p99 === undefined ? {} : { p99 }),
  }
}

function arrivalsOf(script: string, { shape, rate, duration }: Options): Arrivals {
  if (!(script in SCRIPTS))
    throw new PoolproofError(`there is no script \`${script}\`: ${Object.keys(SCRIPTS).join(", ")}`, 2)
  return script === "smoke"
    ? { model: "once", iterations: 1 }
    : { model: "open", stages: stagesOf(shape, rate, duration ?? DEFAULT_SECONDS[shape]) }
}

function writeReports(folder: string, record: LoadRecord): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "load.json"), `${JSON.stringify(record, undefined, 2)}\n`)
  writeFileSync(join(folder, "load.md"), loadMarkdown(record))
  writeFileSync(join(folder, "load.html"), loadHtml(record))
}

/** A number above 0. */
export function positive(value: string): number {
  const number = Number(value)
  if (!(number > 0)) throw new PoolproofError(`${value} is not a number above 0`, 2)
  return number
}

/** `5m` in seconds. */
export function seconds(value: string): number {
  const [, count, unit] = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(value) ?? []
  if (count === undefined || Number(count) <= 0)
    throw new PoolproofError(`${value} is no duration: 30s, 5m, 1h`, 2)
  return Number(count) * { s: 1, m: 60, h: 3600 }[unit as "s" | "m" | "h"]
}
