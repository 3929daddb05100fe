import { appendFileSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs"
import { join } from "node:path"
import { processStart } from "./process-identity.ts"

/** What has to be taken away again, by the operation that makes it. What lives in a pool goes with it. */
export const CREATED = {
  "idp.CreateUserPool": {
    kind: "user-pool",
    name: "PoolName",
    id: ["UserPool", "Id"],
    deletedBy: "idp.DeleteUserPool",
    by: "UserPoolId",
  },
  "identity.CreateIdentityPool": {
    kind: "identity-pool",
    name: "IdentityPoolName",
    id: ["IdentityPoolId"],
    deletedBy: "identity.DeleteIdentityPool",
    by: "IdentityPoolId",
  },
} as const
type Creation = keyof typeof CREATED
export type ResourceKind = (typeof CREATED)[Creation]["kind"]

/** A line of a ledger. `pid` with `started` is a process that cannot be mistaken for another. */
type Entry =
  | {
      t: "run"
      at: number
      runId: string
      pid: number
      started: string | undefined
      target: string
      endpoint?: string
    }
  | { t: "intent"; at: number; n: number; kind: ResourceKind; name: string | undefined }
  | { t: "created"; n: number; kind: ResourceKind; id: string }
  | { t: "refused"; n: number }
  | { t: "deleted"; kind: ResourceKind; id: string }
  | { t: "process"; pid: number; started: string | undefined; folder: string | undefined }
  | { t: "ended"; pid: number }

/** Something that a run made. Without an `id` nobody knows whether the call that would have made it did. */
export interface Resource {
  /** Which of the run's intents it comes from. */
  intent: number
  kind: ResourceKind
  name: string | undefined
  id: string | undefined
  /** When it was asked for, epoch ms. */
  at: number
}
export interface StartedProcess {
  pid: number
  started: string | undefined
  /** A temporary folder to remove with it. */
  folder: string | undefined
}

/**
 * What a run created and started, in a file that is written before the request goes out and survives the run.
 * Not flushed to the device: it guards against our end, not the machine's.
 */
export class Ledger {
  readonly file: string
  readonly #entries: Entry[]
  readonly #pending = new WeakMap<object, number>()
  #descriptor: number | undefined

  /** Begins the ledger of a new run, `DIR/RUN_ID.ndjson`. */
  static open(dir: string, run: { runId: string; target: string; endpoint?: string }): Ledger {
    mkdirSync(dir, { recursive: true })
    const file = join(dir, `${run.runId}.ndjson`)
    const ledger = new Ledger(file, [], openSync(file, "ax"))
    ledger.#write({ t: "run", at: Date.now(), pid: process.pid, started: processStart(process.pid), ...run })
    return ledger
  }

  /** Takes up the ledger of an earlier run. A last line that was cut off is left out. */
  static read(file: string): Ledger {
    const lines = readFileSync(file, "utf8").split("\n")
    const ended = lines.at(-1) === ""
    if (!ended) appendFileSync(file, "\n")
    return new Ledger(file, lines.flatMap(readEntry), openSync(file, "a"))
  }

  private constructor(file: string, entries: Entry[], descriptor: number) {
    this.file = file
    this.#entries = entries
    this.#descriptor = descriptor
  }

  /** The run that wrote it, undefined when not even its first line was written. */
  get run(): Extract<Entry, { t: "run" }> | undefined {
    return this.#entries.find((entry) => entry.t === "run")
  }

  /** Whether what it created lived in a process of its own. */
  get startedItsTarget(): boolean {
    return this.#entries.some((entry) => entry.t === "process")
  }

  /** To be called before a request is sent; `after` gets the same `input` object. */
  before(operation: string, input: Readonly<Record<string, unknown>>): void {
    if (!isCreation(operation)) return
    const { kind, name } = CREATED[operation]
    const n = this.#entries.length
    this.#pending.set(input, n)
    this.#write({ t: "intent", at: Date.now(), n, kind, name: text(input[name]) })
  }

  /** To be called when it is answered: with the output, or with undefined when it was refused. Without an answer: not. */
  after(
    operation: string,
    input: Readonly<Record<string, unknown>>,
    output: Readonly<Record<string, unknown>> | undefined,
  ): void {
    if (isCreation(operation)) {
      const { kind, id: path } = CREATED[operation]
      const n = this.#pending.get(input) ?? -1
      const id = text(
        path.reduce<unknown>((at, member) => (at as Record<string, unknown> | undefined)?.[member], output),
      )
      if (output === undefined) this.#write({ t: "refused", n })
      else if (id !== undefined) this.#write({ t: "created", n, kind, id })
      return
    }
    const creation = Object.values(CREATED).find(({ deletedBy }) => deletedBy === operation)
    const id = creation && text(input[creation.by])
    if (creation && id !== undefined && output !== undefined) this.deleted(creation.kind, id)
  }

  deleted(kind: ResourceKind, id: string): void {
    this.#write({ t: "deleted", kind, id })
  }

  /** What became of an intent that was never answered: it made `id`, or nothing. */
  settle({ intent, kind }: Resource, id: string | undefined): void {
    this.#write(id === undefined ? { t: "refused", n: intent } : { t: "created", n: intent, kind, id })
  }

  /** Every id that this run is known to have created, also of what is deleted by now. */
  created(): ReadonlySet<string> {
    return new Set(this.#entries.flatMap((entry) => (entry.t === "created" ? entry.id : [])))
  }

  processStarted(pid: number, folder?: string): void {
    this.#write({ t: "process", pid, started: processStart(pid), folder })
  }

  processEnded(pid: number): void {
    this.#write({ t: "ended", pid })
  }

  /** What is left of what was created, oldest first. */
  resources(): Resource[] {
    const deleted = new Set(
      this.#entries.flatMap((entry) => (entry.t === "deleted" ? `${entry.kind} ${entry.id}` : [])),
    )
    const intents = new Map(
      this.#entries.flatMap((entry) => (entry.t === "intent" ? [[entry.n, entry] as const] : [])),
    )
    const created = this.#entries.flatMap((entry): Resource[] => {
      if (entry.t !== "created" || deleted.has(`${entry.kind} ${entry.id}`)) return []
      const { n, kind, id } = entry
      return [
        { intent: n, kind, id, name: intents.get(n)?.name, at: intents.get(n)?.at ?? this.run?.at ?? 0 },
      ]
    })
    const unknown = this.#open().map(
      ({ n, kind, name, at }): Resource => ({ intent: n, kind, name, id: undefined, at }),
    )
    return [...created, ...unknown].sort((a, b) => a.at - b.at)
  }

  /** Processes that were started and of which nobody wrote that they ended. */
  processes(): StartedProcess[] {
    const ended = new Set(this.#entries.flatMap((entry) => (entry.t === "ended" ? entry.pid : [])))
    return this.#entries.flatMap((entry) =>
      entry.t === "process" && !ended.has(entry.pid)
        ? { pid: entry.pid, started: entry.started, folder: entry.folder }
        : [],
    )
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }

  /**
   * Closes it, and removes the file when nothing is left of what it names. What a run created in a process that it
   * started itself is gone with that process. Says whether the file is gone.
   */
  finish(): boolean {
    this.close()
    const clean = this.processes().length === 0 && (this.startedItsTarget || this.resources().length === 0)
    if (clean) rmSync(this.file, { force: true })
    return clean
  }

  #open(): Extract<Entry, { t: "intent" }>[] {
    const settled = new Set(
      this.#entries.flatMap((entry) => (entry.t === "created" || entry.t === "refused" ? entry.n : [])),
    )
    return this.#entries.filter((entry) => entry.t === "intent" && !settled.has(entry.n)) as Extract<
      Entry,
      { t: "intent" }
    >[]
  }

  #write(entry: Entry): void {
    this.#entries.push(entry)
    if (this.#descriptor === undefined) throw new Error(`${this.file} is closed`)
    writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`)
  }
}

function isCreation(operation: string): operation is Creation {
  return Object.hasOwn(CREATED, operation)
}

function readEntry(line: string): Entry[] {
  try {
    return [JSON.parse(line) as Entry]
  } catch {
    return []
  }
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined
}
