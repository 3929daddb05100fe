import { Command, CommanderError } from "commander"
import { printable } from "../../reports/text.ts"
import { formatProblem, PoolproofError } from "../scenario/problem.ts"
import { version } from "./package-root.ts"

/** Makes a command; the signal is that of an interruption. */
type MakeCommand = (interrupted: AbortSignal) => Command

/** The commands, in the order of the help. Each is loaded when it is asked for: half of a short command's time is loading. */
const COMMANDS: Record<string, () => Promise<MakeCommand>> = {
  init: async () => (await import("./init.ts")).initCommand,
  run: async () => (await import("./run.ts")).runCommand,
  list: async () => (await import("./list.ts")).listCommand,
  explain: async () => (await import("./explain.ts")).explainCommand,
  doctor: async () => (await import("./doctor.ts")).doctorCommand,
  replay: async () => (await import("./replay.ts")).replayCommand,
  expect: async () => (await import("./expect.ts")).expectCommand,
  lint: async () => (await import("./lint.ts")).lintCommand,
  coverage: async () => (await import("./coverage.ts")).coverageCommand,
  serve: async () => (await import("./serve.ts")).serveCommand,
  prove: async () => (await import("./prove.ts")).proveCommand,
  soak: async () => (await import("./soak.ts")).soakCommand,
  load: async () => (await import("./load.ts")).loadCommand,
  capacity: async () => (await import("./capacity.ts")).capacityCommand,
  matrix: async () => (await import("./matrix.ts")).matrixCommand,
  sweep: async () => (await import("./sweep.ts")).sweepCommand,
}

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
  try {
    for (const load of commandsFor(args[0])) {
      const make = await load()
      program.addCommand(make(interrupted.signal).exitOverride())
    }
    await program.parseAsync(args, { from: "user" })
  } catch (error) {
    process.exitCode = report(error)
  }
}

/** The one that is named, or all, so that help and errors know them. */
function commandsFor(name: string | undefined): (() => Promise<MakeCommand>)[] {
  const named = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  return named ? [named] : Object.values(COMMANDS)
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
