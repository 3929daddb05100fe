import { randomInt } from "node:crypto"
import { Command } from "commander"
import { soakReport } from "../../reports/soak.ts"
import { soakOnce, unstable } from "../run/soak.ts"
import { planRun } from "../scenario/plan.ts"
import type { ExitCode } from "../scenario/problem.ts"
import type { RunJudgement } from "../verdict/judge-run.ts"
import { findSuite } from "./find-suite.ts"
import { findTarget } from "./find-target.ts"
import { collect, url, wholeNumber } from "./options.ts"
import { Session } from "./session.ts"

interface SoakOptions {
  runs: number
  profile?: string
  requirement: string[]
  scenario: string[]
  scenarios?: string[]
  endpoint?: string
  start?: string
  seed?: number
  jobs?: number
  json?: boolean
}

/** `poolproof soak`: the same run again and again, and what did not always come out alike. */
export function soakCommand(signal: AbortSignal): Command {
  return new Command("soak")
    .description("repeat a run with other seeds, and report what was not stable")
    .argument("[target]", "a target file, or the name of a shipped one (default reference)")
    .option("--runs <number>", "how often", wholeNumber(2), 20)
    .option("--profile <name>", "only what a profile asks for")
    .option("--requirement <glob>", "only these requirements; repeatable", collect, [])
    .option("--scenario <glob>", "only these scenarios; repeatable", collect, [])
    .option("--scenarios <folder>", "a folder of scenarios beside the shipped ones; repeatable", collect)
    .option("--endpoint <url>", "a running server; nothing is started", url)
    .option("--start <command>", "start the target with this command instead of its file's")
    .option(
      "--seed <number>",
      "of the first run, the others counting up from it; default random",
      wholeNumber(0),
    )
    .option("--jobs <number>", "cases at once", wholeNumber(1))
    .option("--json", "the result as JSON on stdout, and no other output there")
    .action(async (name: string | undefined, options: SoakOptions) => {
      const { runs, profile, requirement, scenario, endpoint, start, jobs, json } = options
      const { seed = randomInt(2 ** 31) } = options
      const target = findTarget(name, endpoint)
      const suite = findSuite(options.scenarios)
      const plan = planRun(suite, { profile, requirements: requirement, scenarios: scenario })
      const started = performance.now()
      const judged: RunJudgement[] = []
      while (judged.length < runs && !signal.aborted) {
        const session = await Session.open(target, { endpoint, start, signal })
        try {
          await session.requireFit(signal)
          const { ledger: notes, lambda } = session
          const run = await soakOnce(session.target, {
            suite,
            plan,
            seed: seed + judged.length,
            jobs,
            notes,
            lambda,
            signal,
          })
          judged.push(run)
          process.stderr.write(
            `run ${judged.length}/${runs}, seed ${seed + judged.length - 1}: ${counts(run)}\n`,
          )
          await session.cleanUp({ dead: run.exit === 3 })
        } finally {
          await session.close()
        }
      }
      const result = {
        runs: judged.length,
        seed,
        seconds: (performance.now() - started) / 1000,
        unstable: unstable(judged),
      }
      process.stdout.write(json ? `${JSON.stringify(result, undefined, 1)}\n` : soakReport(result))
      process.exitCode = exitCode(judged, result.unstable.length > 0)
    })
}

/** Stability is all that is asked for, so that what always deviates is no failure here; what broke a run off is. */
function exitCode(runs: readonly RunJudgement[], isUnstable: boolean): ExitCode {
  const broken = ([130, 4, 3] as const).find((code) => runs.some(({ exit }) => exit === code))
  return broken ?? (isUnstable ? 1 : 0)
}

function counts({ counts }: RunJudgement): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(", ")
}
