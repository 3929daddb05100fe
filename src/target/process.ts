import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { constants } from "node:os"
import { setTimeout as sleep } from "node:timers/promises"
import { stripVTControlCharacters } from "node:util"
import type { LogLine } from "./target.ts"

const KEPT_LINES = 5_000
const LONGEST_LINE = 16_384

export interface Launch {
  /** Program and arguments; one string is given to the shell. */
  command: string | readonly string[]
  env: Record<string, string>
  cwd: string
  onLine?: (line: LogLine) => void
}

/** A process of its own group, whose output is kept within bounds, and which does not outlive ours. */
export class TargetProcess {
  readonly pid: number
  readonly #child: ChildProcess
  readonly #lines: LogLine[] = []
  readonly #ended: Promise<void>
  /** Resolves when it has ended and every line that it left is here. */
  readonly drained: Promise<void>
  #ending: string | undefined

  /** @throws Error when there is no such program. */
  static async start(launch: Launch): Promise<TargetProcess> {
    const { command, env, cwd } = launch
    const [program, ...args] = typeof command === "string" ? [command] : command
    // Of its own group, so that what it starts itself is stopped with it.
    const child = spawn(program!, args, {
      cwd,
      env,
      detached: true,
      shell: typeof command === "string",
      stdio: ["ignore", "pipe", "pipe"],
    })
    await once(child, "spawn")
    return new TargetProcess(child, launch.onLine)
  }

  private constructor(child: ChildProcess, onLine: Launch["onLine"]) {
    this.pid = child.pid!
    this.#child = child
    for (const stream of ["stdout", "stderr"] as const) {
      let rest = ""
      const take = (text: string) => {
        const line = { at: Date.now(), stream, text: stripVTControlCharacters(text).slice(0, LONGEST_LINE) }
        this.#lines.push(line)
        if (this.#lines.length > KEPT_LINES) this.#lines.shift()
        onLine?.(line)
      }
      child[stream]!.setEncoding("utf8").on("data", (chunk: string) => {
        const lines = (rest + chunk).split(/\r?\n/)
        rest = lines.pop()!.slice(-LONGEST_LINE)
        lines.forEach(take)
      })
      child[stream]!.on("end", () => rest && take(rest))
    }
    this.drained = once(child, "close").then(() => {})
    endWithUs(this.pid)
    // "exit" and not "close": what it started may hold its pipes for longer than it lives.
    this.#ended = once(child, "exit").then(([code, signal]) => {
      this.#ending = signal ? `ended by ${signal}` : `ended with exit code ${code}`
      // What the group's leader leaves behind must not stay.
      killGroup(this.pid, "SIGKILL")
      groups.delete(this.pid)
    })
  }

  /** How it ended; undefined while it runs. */
  get ending(): string | undefined {
    return this.#ending
  }

  /** Its lines since a moment (epoch ms), oldest first. */
  since(moment: number): readonly LogLine[] {
    return this.#lines.filter(({ at }) => at >= moment)
  }

  tail(count: number): readonly LogLine[] {
    return this.#lines.slice(-count)
  }

  /** Asks it to end, and ends it and its group after `withinMs`. */
  async stop(signal: NodeJS.Signals = "SIGTERM", withinMs = 5_000): Promise<void> {
    if (this.#ending === undefined) {
      killGroup(this.pid, signal)
      const patience = new AbortController()
      await Promise.race([
        this.#ended,
        sleep(withinMs, undefined, { signal: patience.signal }).catch(() => {}),
      ])
      patience.abort()
      if (this.#ending === undefined) killGroup(this.pid, "SIGKILL")
      await this.#ended
    }
    this.#child.stdout?.destroy()
    this.#child.stderr?.destroy()
  }
}

/** Signals a process group; that it is gone already is no error. */
export function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if (!["ESRCH", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error
  }
}

/** Groups that are to end with us, however we end; of our own SIGKILL the ledger knows (see sweep). */
const groups = new Set<number>()
let guarded = false

function endWithUs(pid: number): void {
  groups.add(pid)
  if (guarded) return
  guarded = true
  process.on("exit", () => {
    for (const pid of groups) killGroup(pid, "SIGKILL")
  })
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // Who else listens will close its targets; where nobody does, we end as if we had not listened either.
      if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal])
    })
  }
}
