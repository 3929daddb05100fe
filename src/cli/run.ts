import { randomInt } from "node:crypto"
import { join } from "node:path"
import { Command, InvalidArgumentError, Option } from "commander"
import { REPORTS, type Report, type ReportName, writeReports } from "../../reports/index.ts"
import { progress } from "../../reports/progress.ts"
import { terminal } from "../../reports/terminal.ts"
import { execute } from "../run/engine.ts"
import { type Plan, planRun } from "../scenario/plan.ts"
import type { Suite } from "../scenario/suite.ts"
import type { TargetProfile } from "../target/profile.ts"
import type { Target } from "../target/target.ts"
import type { RunEvent } from "../verdict/events.ts"
import type { Expectations } from "../verdict/expectations.ts"
import type { RunRecord } from "../verdict/record.ts"
import { recordBuilder } from "../verdict/record-builder.ts"
import { writeRecord } from "../verdict/record-file.ts"
import { redacted, redactor } from "../verdict/redact.ts"
import { updateExpectations } from "./expect.ts"
import { findSuite } from "./find-suite.ts"
import { findExpectations, findTarget } from "./find-target.ts"
import { collect, shard, url, wholeNumber } from "./options.ts"
import { version } from "./package-root.ts"
import { recordedTarget, Session, STATE_FOLDER } from "./session.ts"

interface RunOptions {
  profile?: string
  requirement?: string[]
  scenario?: string[]
  scenarios?: string[]
  endpoint?: string
  start?: string
  seed?: number
  jobs?: number
  shard?: { index: number; of: number }
  out: string
  report?: ReportName[]
  expectations: boolean
  updateExpectations?: boolean
  verbose?: boolean
  json?: boolean
}

/** `poolproof run`: scenarios against a target, judged, recorded, reported. */
export function runCommand(signal: AbortSignal): Command {
  return new Command("run")
    .description("run scenarios against a target and judge it")
    .argument("[target]", "a target file, or the name of a shipped one (default reference)")
    .option("--profile <name>", "only what a profile asks for")
    .option("--requirement <glob>", "only these requirements; repeatable", collect)
    .option("--scenario <glob>", "only these scenarios; repeatable", collect)
    .option("--scenarios <folder>", "a folder of scenarios beside the shipped ones; repeatable", collect)
    .option("--endpoint <url>", "a running server; nothing is started", url)
    .option("--start <command>", "start the target with this command instead of its file's")
    .option("--seed <number>", "of everything generated; default random", wholeNumber(0))
    .option("--jobs <number>", "cases at once", wholeNumber(1))
    .option("--shard <i/n>", "one of n parts of the scenarios", shard)
    .option("--out <folder>", "where the run record and the reports go", join(STATE_FOLDER, "run"))
    .addOption(
      new Option("--report <names>", `${Object.keys(REPORTS).join(", ")}; repeatable`).argParser(reportNames),
    )
    .option("--no-expectations", "judge without the target's known deviations")
    .option("--update-expectations", "write what deviated into the target's expectations")
    .option("--verbose", "expected and nonstrict deviations too")
    .option("--json", "every event as a line of JSON on stdout, and no other output there")
    .action(async (name: string | undefined, options: RunOptions) => {
      const profile = findTarget(name, options.endpoint)
      const expectations = options.expectations ? findExpectations(profile) : undefined
      const suite = findSuite(options.scenarios, options.scenario)
      const { requirement = [], scenario = [], shard } = options
      const plan = planRun(suite, {
        profile: options.profile,
        requirements: requirement,
        scenarios: scenario,
        shard,
      })
      const record = await runOnce({ profile, expectations, suite, plan, options, signal })
      process.exitCode = record.exit
    })
}

interface Run {
  profile: TargetProfile
  expectations: Expectations | undefined
  suite: Suite
  plan: Plan
  options: Pick<
    RunOptions,
    "start" | "seed" | "jobs" | "out" | "report" | "updateExpectations" | "verbose" | "json"
  > & { endpoint?: string | undefined }
  signal: AbortSignal
  /** The fast-check path of a failure to see again. */
  replayPath?: string | undefined
}

/** Opens the target, runs the plan, takes away what was made, and writes the record and what is made of it. */
export async function runOnce({
  profile,
  expectations,
  suite,
  plan,
  options,
  signal,
  replayPath,
}: Run): Promise<RunRecord> {
  const { endpoint, start, seed = randomInt(2 ** 31), jobs, out, report = [] } = options
  const session = await Session.open(profile, { endpoint, start, signal })
  const { target } = session
  const show = options.json
    ? jsonLines
    : progress({ ...terminalProgress(), quiet: expectations !== undefined })
  try {
    await session.requireFit(signal)
    const builder = recordBuilder({
      poolproof: version,
      suite,
      plan,
      seed,
      target: recordedTarget(profile, target, { endpoint, start }),
      expectations,
    })
    let dead = false
    const tell = (event: RunEvent) => {
      dead ||= event.type === "target-dead"
      builder.on(event)
      show(withoutSecrets(event, target))
    }
    for await (const event of execute(plan, target, {
      suite,
      seed,
      notes: session.ledger,
      lambda: session.lambda,
      jobs,
      signal,
      replayPath,
    }))
      tell(event)
    const { deleted, left } = await session.cleanUp({ dead })
    tell({
      type: "clean-up",
      deleted,
      left: left.map(({ resource, why }) => `${resource.kind} ${resource.id ?? resource.name}: ${why}`),
      at: Date.now(),
    })
    const record = builder.finish({ interrupted: signal.aborted })
    const recordPath = writeRecord(out, record)
    writeReports(out, report, record)
    const text = terminal(record, {
      color: process.stdout.isTTY && !process.env.NO_COLOR,
      verbose: options.verbose ?? false,
      recordPath,
    })
    const files = report.flatMap((name) => (REPORTS[name] as Report).file ?? [])
    const output = options.json ? process.stderr : process.stdout
    output.write(text + files.map((file) => `report  ${join(out, file)}\n`).join(""))
    if (options.updateExpectations) updateExpectations(profile, record)
    return record
  } finally {
    await session.close()
  }
}

/** On stderr, so that stdout is the report alone. */
function terminalProgress() {
  const { stderr } = process
  return { write: (text: string) => void stderr.write(text), tty: stderr.isTTY, columns: stderr.columns }
}

/** An event as it may be shown: what comes of a target's answers is redacted as it is in the record. */
function withoutSecrets(
  event: RunEvent,
  { secrets, loopback }: Pick<Target, "secrets" | "loopback">,
): RunEvent {
  if (event.type === "case-start") return event
  const minted = event.type === "case-end" ? event.result.minted : []
  return redacted(event, redactor({ secrets, minted, loopback })) as RunEvent
}

function jsonLines(event: RunEvent): void {
  const line = event.type === "case-start" ? { ...event, case: event.case.id } : event
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

function reportNames(value: string, previous: ReportName[] = []): ReportName[] {
  const unknown = collect(value).find((name) => !(name in REPORTS))
  if (unknown)
    throw new InvalidArgumentError(
      `There is no report ${unknown}; there are ${Object.keys(REPORTS).join(", ")}.`,
    )
  return [...previous, ...(collect(value) as ReportName[])]
}
