import { Command, CommanderError } from "commander"
import { printable } from "../../reports/text.ts"
import { formatProblem, PoolproofError } from "../scenario/problem.ts"
import { capacityCommand } from "./capacity.ts"
import { coverageCommand } from "./coverage.ts"
import { doctorCommand } from "./doctor.ts"
import { expectCommand } from "./expect.ts"
import { explainCommand } from "./explain.ts"
import { lintCommand } from "./lint.ts"
import { listCommand } from "./list.ts"
import { loadCommand } from "./load.ts"
import { version } from "./package-root.ts"
import { proveCommand } from "./prove.ts"
import { replayCommand } from "./replay.ts"
import { runCommand } from "./run.ts"
import { serveCommand } from "./serve.ts"
import { soakCommand } from "./soak.ts"
import { sweepCommand } from "./sweep.ts"

const COMMANDS = [
  runCommand,
  listCommand,
  explainCommand,
  doctorCommand,
  replayCommand,
  expectCommand,
  lintCommand,
  coverageCommand,
  serveCommand,
  proveCommand,
  soakCommand,
  loadCommand,
  capacityCommand,
  sweepCommand,
]

/** The command line. Sets the exit code of the process (design §3) and never throws. */
export async function main(args: readonly string[]): Promise<void> {
  // Whoever read along has seen enough: that changes nothing about the run, its record and its exit code.
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") process.exit(4)
    })
  const interrupted = new AbortController()
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => {
      if (interrupted.signal.aborted) process.exit(130)
      interrupted.abort()
    })
  const program = new Command("poolproof")
    .description("Does it really behave like Amazon Cognito, and how fast?")
    .version(version)
    .exitOverride()
    .configureHelp({ sortSubcommands: false })
    .showHelpAfterError("(poolproof --help says more)")
  for (const command of COMMANDS) program.addCommand(command(interrupted.signal).exitOverride())
  try {
    await program.parseAsync(args, { from: "user" })
  } catch (error) {
    process.exitCode = report(error)
  }
}

/** Says what went wrong, to whom it may concern, and with which exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof PoolproofError) {
    for (const problem of error.problems) console.error(printable(formatProblem(problem)))
    console.error(printable(`poolproof: ${error.message}`))
    return error.exitCode
  }
  console.error(
    `poolproof: an error of our own, please report it:\n${error instanceof Error ? error.stack : String(error)}`,
  )
  return 4
}
