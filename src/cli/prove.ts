import { randomInt } from "node:crypto"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { Command } from "commander"
import { faultLines, killMatrix, killMatrixPage } from "../../reports/kill-matrix.ts"
import { prove } from "../run/prove.ts"
import { isProven } from "../verdict/proof.ts"
import { writeArtefact } from "../verdict/record-file.ts"
import { findSuite } from "./find-suite.ts"
import { findTarget } from "./find-target.ts"
import { collect, wholeNumber } from "./options.ts"
import { Session, STATE_FOLDER } from "./session.ts"

interface ProveOptions {
  fault?: string[]
  requirement?: string[]
  scenarios?: string[]
  seed?: number
  jobs: number
  out: string
  json?: boolean
}

/** `poolproof prove`: each fault of the reference endpoint, and which requirements notice it. */
export function proveCommand(signal: AbortSignal): Command {
  return new Command("prove")
    .description(
      "show that every check can fail: the reference endpoint with each of its faults, and what notices them",
    )
    .option("--fault <glob>", "only these faults; repeatable", collect)
    .option("--requirement <glob>", "only faults that these requirements are to notice; repeatable", collect)
    .option("--scenarios <folder>", "a folder of scenarios beside the shipped ones; repeatable", collect)
    .option("--seed <number>", "of everything generated; default random", wholeNumber(0))
    .option(
      "--jobs <number>",
      "faults at once, each on an endpoint of its own",
      wholeNumber(1),
      availableParallelism() + 1,
    )
    .option("--out <folder>", "where prove.json and kill-matrix.md go", join(STATE_FOLDER, "prove"))
    .option("--json", "the result as JSON on stdout, and no other output there")
    .action(
      async ({
        fault = [],
        requirement = [],
        scenarios,
        seed = randomInt(2 ** 31),
        jobs,
        out,
        json,
      }: ProveOptions) => {
        const color = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR
        const say = (text: string) => void process.stderr.write(`${text}\n`)
        const suite = findSuite(scenarios)
        const profile = findTarget("reference", undefined)
        const proof = await prove({
          suite,
          faults: fault,
          requirements: requirement,
          jobs,
          seed,
          signal,
          open: () => Session.open(profile, { signal }),
          onBaseline: ({ passing }, faults) =>
            say(`seed ${seed}: ${passing.size} requirements pass without a fault; ${faults} faults to try`),
          onFault: (result) => say(faultLines(result, Boolean(process.stderr.isTTY))),
        })
        const text = `${JSON.stringify(proof, undefined, 1)}\n`
        writeArtefact(out, "prove.json", text)
        writeArtefact(out, "kill-matrix.md", killMatrixPage(proof))
        process.stdout.write(json ? text : killMatrix(proof, { color }))
        process.exitCode = isProven(proof) ? 0 : 1
      },
    )
}
