import { randomInt } from "node:crypto"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import { Command, InvalidArgumentError } from "commander"
import { faultLines, killMatrix, killMatrixPage } from "../../reports/kill-matrix.ts"
import { mutantTable } from "../../reports/mutants.ts"
import { type Proxied, proveMutants } from "../mutate/prove-mutants.ts"
import { MutatingProxy } from "../mutate/proxy.ts"
import { prove } from "../run/prove.ts"
import { isDuration, parseDuration } from "../scenario/duration.ts"
import { openTarget } from "../target/open.ts"
import type { TargetProfile } from "../target/profile.ts"
import { isProven } from "../verdict/proof.ts"
import { writeArtefact } from "../verdict/record-file.ts"
import { findSuite } from "./find-suite.ts"
import { findTarget } from "./find-target.ts"
import { collect, wholeNumber } from "./options.ts"
import { Session, STATE_FOLDER } from "./session.ts"

interface ProveOptions {
  fault: string[]
  requirement: string[]
  mutants?: boolean
  budget: number
  scenarios?: string[]
  seed?: number
  jobs: number
  out: string
  json?: boolean
}

/** `poolproof prove`: each fault of the reference endpoint, and which requirements notice it; or each changed answer. */
export function proveCommand(signal: AbortSignal): Command {
  return new Command("prove")
    .description(
      "show that every check can fail: the reference endpoint with each of its faults, and what notices them",
    )
    .option("--fault <glob>", "only these faults; repeatable", collect, [])
    .option(
      "--requirement <glob>",
      "only faults that these requirements are to notice; repeatable",
      collect,
      [],
    )
    .option(
      "--mutants",
      "instead of faults: the answers of each operation, changed on their way in every known manner",
    )
    .option("--budget <duration>", "of mutants, none is begun later", milliseconds, 300_000)
    .option("--scenarios <folder>", "a folder of scenarios beside the shipped ones; repeatable", collect)
    .option("--seed <number>", "of everything generated; default random", wholeNumber(0))
    .option(
      "--jobs <number>",
      "endpoints at once; default two a processor, because cases wait",
      wholeNumber(1),
      2 * availableParallelism(),
    )
    .option("--out <folder>", "where the result goes, as JSON and as a page", join(STATE_FOLDER, "prove"))
    .option("--json", "the result as JSON on stdout, and no other output there")
    .action((options: ProveOptions) =>
      options.mutants ? tryMutants(options, signal) : tryFaults(options, signal),
    )
}

async function tryFaults(
  { fault, requirement, scenarios, seed = randomInt(2 ** 31), jobs, out, json }: ProveOptions,
  signal: AbortSignal,
): Promise<void> {
  const profile = findTarget("reference", undefined)
  const proof = await prove({
    suite: findSuite(scenarios),
    faults: fault,
    requirements: requirement,
    jobs,
    seed,
    signal,
    open: () => Session.open(profile, { signal }),
    onBaseline: ({ passing }, faults) =>
      say(`seed ${seed}: ${passing.size} requirements pass without a fault; ${faults} faults to try`),
    onFault: (result) => say(faultLines(result, hasColor(process.stderr))),
  })
  writeArtefact(out, "kill-matrix.md", killMatrixPage(proof))
  finish(out, "prove.json", proof, json ? undefined : killMatrix(proof, { color: hasColor(process.stdout) }))
  process.exitCode = isProven(proof) ? 0 : 1
}

async function tryMutants(
  { budget, scenarios, seed = randomInt(2 ** 31), jobs, out, json }: ProveOptions,
  signal: AbortSignal,
): Promise<void> {
  const profile = findTarget("reference", undefined)
  const proof = await proveMutants({
    suite: findSuite(scenarios),
    jobs,
    budgetMs: budget,
    seed,
    signal,
    open: () => openProxied(profile, signal),
    onBaseline: ({ passing }, mutants) =>
      say(`seed ${seed}: ${passing.size} requirements pass; ${mutants} mutants`),
    onMutant: ({ name, outcome, ms }) => {
      if (outcome === "survived") say(`survived  ${name}  (${(ms / 1000).toFixed(1)} s)`)
    },
  })
  finish(out, "mutants.json", proof, json ? undefined : mutantTable(proof))
  process.exitCode = proof.enough ? 0 : 1
}

/** The reference in a process of its own, reached through a proxy. */
export async function openProxied(profile: TargetProfile, signal: AbortSignal): Promise<Proxied> {
  const session = await Session.open(profile, { signal })
  const { runId, lambda } = session
  const proxy = await MutatingProxy.start(session.target.endpoint("idp")!)
  const target = await openTarget(profile, { endpoint: proxy.url, signal, runId, doubles: { lambda } })
  const close = async () => {
    await target.close()
    await proxy.close()
    await session.close()
  }
  return { target, proxy, close }
}

/** The result to a file, and to stdout as text for a person or else as it is in the file. */
function finish(out: string, name: string, result: object, text: string | undefined): void {
  const json = `${JSON.stringify(result, undefined, 1)}\n`
  writeArtefact(out, name, json)
  process.stdout.write(text ?? json)
}

function milliseconds(value: string): number {
  if (!isDuration(value)) throw new InvalidArgumentError("It must be a duration, like 90s or 5m.")
  return parseDuration(value)
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

function hasColor({ isTTY }: NodeJS.WriteStream): boolean {
  return isTTY && !process.env.NO_COLOR
}
