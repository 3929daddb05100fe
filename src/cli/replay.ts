import { existsSync } from "node:fs"
import { join } from "node:path"
import { Command } from "commander"
import { meant, nearest } from "../model/nearest.ts"
import { casesOf } from "../scenario/plan.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { readRecord } from "../verdict/record-file.ts"
import { parseReplayToken } from "../verdict/replay.ts"
import { findSuite } from "./find-suite.ts"
import { findTarget } from "./find-target.ts"
import { collect, url } from "./options.ts"
import { runOnce } from "./run.ts"
import { STATE_FOLDER } from "./session.ts"

interface ReplayOptions {
  target?: string
  endpoint?: string
  start?: string
  scenarios?: string[]
  out: string
}

/** `poolproof replay TOKEN`: one case again, with the values that it had. */
export function replayCommand(signal: AbortSignal): Command {
  return new Command("replay")
    .description("run one case again, with the values that it had; on this target or another")
    .argument("<token>", "as the report of the failure prints it")
    .option("--target <target>", "a target file, or the name of a shipped one (default that of the last run)")
    .option("--endpoint <url>", "a running server; nothing is started", url)
    .option("--start <command>", "start the target with this command instead of its file's")
    .option("--scenarios <folder>", "a folder of scenarios beside the shipped ones; repeatable", collect)
    .option("--out <folder>", "where the run record goes", join(STATE_FOLDER, "replay"))
    .action(async (token: string, options: ReplayOptions) => {
      const { seed, scenario: id, row, path } = parseReplayToken(token)
      const last = options.target === undefined && options.endpoint === undefined ? lastRun() : {}
      const { target, endpoint, scenarios } = { ...last, ...options }
      const suite = findSuite(scenarios, [id])
      const scenario = suite.scenarios.get(id)
      if (!scenario) {
        const hint = meant(nearest(id, suite.scenarios.keys()))
        throw new PoolproofError(`there is no scenario \`${id}\`${hint ? `; ${hint}` : ""}`, 2)
      }
      const cases = casesOf(scenario, suite).filter((planned) => planned.row?.name === row)
      if (cases.length === 0) throw new PoolproofError(`${id} has no case \`${row ?? "without a name"}\``, 2)
      const judged = new Set(scenario.proves)
      const record = await runOnce({
        profile: findTarget(target, endpoint),
        expectations: undefined,
        suite,
        plan: {
          cases,
          selection: { requirements: [], scenarios: [id] },
          selects: (requirement) => judged.has(requirement),
        },
        options: { ...options, endpoint, seed, jobs: 1, verbose: true },
        signal,
        replayPath: path,
      })
      process.exitCode = record.exit
    })
}

/** What the last run was against and with, if one left its record here. */
function lastRun(): { target?: string; endpoint?: string; scenarios?: string[] } {
  const file = join(STATE_FOLDER, "run", "run.json")
  if (!existsSync(file)) return {}
  const { target, suite } = readRecord(file)
  const { file: profile, started, endpoint } = target
  return { target: profile, scenarios: suite.folders, ...(started ? {} : { endpoint }) }
}
