import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Command } from "commander"
import { stagesOf } from "../../load/lib/shapes.ts"
import { capacityHtml, capacityMarkdown, capacitySummary, stepLine } from "../../reports/load-capacity.ts"
import { type CapacityRecord, findCapacity } from "../load/capacity.ts"
import { SCRIPTS } from "../load/scripts.ts"
import { objectiveOf, positive, seconds } from "./load.ts"
import { LoadSession, type LoadTargetOptions, loadTargetOptions } from "./load-session.ts"
import { wholeNumber } from "./options.ts"
import { STATE_FOLDER } from "./session.ts"

interface Options extends LoadTargetOptions {
  from?: number
  most: number
  step: number
  segments: number
  p95?: number
  p99?: number
  errors: number
  out: string
  json?: boolean
}

/** `poolproof capacity SCRIPT`: the highest rate at which the objective holds. */
export function capacityCommand(signal: AbortSignal): Command {
  const command = new Command("capacity")
    .description("search the highest rate at which a target still meets an objective")
    .argument(
      "<script>",
      Object.keys(SCRIPTS)
        .filter((name) => name !== "smoke")
        .join(", "),
    )
    .argument("[target]", "a target file, or the name of a shipped one (default reference)")
    .option("--from <number>", "iterations per second to begin with; default from a single sign-in", positive)
    .option("--most <number>", "no higher rate is tried", positive, 10_000)
    .option("--step <time>", "how long each rate is held", seconds, 15)
    .option("--segments <number>", "k6 processes to share the load", wholeNumber(1), 1)
    .option("--p95 <ms>", "objective: 95 % of iterations are this fast", positive)
    .option("--p99 <ms>", "objective: 99 % of iterations are this fast (default 250)", positive)
    .option("--errors <percent>", "objective: at most so many iterations fail", positive, 0.1)
    .option("--out <folder>", "where the record and the reports go", join(STATE_FOLDER, "capacity"))
    .option("--json", "the record as JSON on stdout")
  return loadTargetOptions(command).action(
    async (script: string, name: string | undefined, options: Options) => {
      const { from, most, step, segments, out, json } = options
      const sized = { model: "open" as const, stages: stagesOf("average", Math.min(most, 1000), step) }
      const session = await LoadSession.open(script, name, sized, options, signal)
      try {
        const objective = objectiveOf(options)
        const record = await session.watch((onTally) =>
          findCapacity({
            ...session.loadOptions,
            script,
            objective:
              objective.p95 === undefined && objective.p99 === undefined
                ? { ...objective, p99: 250 }
                : objective,
            from,
            most,
            seconds: step,
            segments,
            onTally,
            onStep: (done) => console.error(stepLine(done)),
          }),
        )
        writeReports(out, record)
        console.log(
          json
            ? JSON.stringify(record, undefined, 2)
            : `${capacitySummary(record)}\nreport: ${join(out, "capacity.html")}`,
        )
        const violated = record.steps.some(({ integrity }) => integrity.violations > 0)
        process.exitCode = violated || record.highest === 0 ? 1 : 0
      } finally {
        await session.close()
      }
    },
  )
}

function writeReports(folder: string, record: CapacityRecord): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, "capacity.json"), `${JSON.stringify(record, undefined, 2)}\n`)
  writeFileSync(join(folder, "capacity.md"), capacityMarkdown(record))
  writeFileSync(join(folder, "capacity.html"), capacityHtml(record))
}
