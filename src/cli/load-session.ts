import { randomInt } from "node:crypto"
import { join } from "node:path"
import type { Command } from "commander"
import { type Arrivals, peakRate } from "../../load/lib/arrivals.ts"
import { Admin } from "../load/admin.ts"
import { requireK6 } from "../load/k6.ts"
import { flowsFor, type LoadOptions, lacking } from "../load/load.ts"
import { type Prepared, prepare } from "../load/prepare.ts"
import { FLOWS, SCRIPTS } from "../load/scripts.ts"
import type { Tally } from "../load/tally.ts"
import { PoolproofError } from "../scenario/problem.ts"
import { HttpClient } from "../wire/http.ts"
import { findTarget } from "./find-target.ts"
import { url, wholeNumber } from "./options.ts"
import { packageRoot, version } from "./package-root.ts"
import { Session, STATE_FOLDER } from "./session.ts"

/** What `load` and `capacity` have in common. */
export interface LoadTargetOptions {
  endpoint?: string
  start?: string
  users?: number
  seed?: number
  keep?: boolean
  remote?: boolean
}

export function loadTargetOptions(command: Command): Command {
  return command
    .option("--endpoint <url>", "a running server; nothing is started", url)
    .option("--start <command>", "start the target with this command instead of its file's")
    .option(
      "--users <number>",
      "users to prepare; default by rate, so that none comes twice within two seconds",
      wholeNumber(1),
    )
    .option("--seed <number>", "of the users' names; default random", wholeNumber(0))
    .option(
      "--keep",
      "leave pool and users for the next run with the same --seed, which then goes on where this one stopped",
    )
    .option("--remote", "the target is on another machine, and its owner agrees to be put under load")
}

/** A target that is prepared for a script: opened, filled with users, and emptied again when closed. */
export class LoadSession {
  readonly #session: Session
  readonly #client: HttpClient
  readonly #keep: boolean
  readonly arrivals: Arrivals
  readonly loadOptions: Pick<
    LoadOptions,
    | "target"
    | "targetPids"
    | "product"
    | "prepared"
    | "users"
    | "mfa"
    | "runId"
    | "k6"
    | "scripts"
    | "version"
    | "signal"
  >

  /** @throws PoolproofError (exit 2 or 3) */
  static async open(
    script: string,
    name: string | undefined,
    arrivals: Arrivals,
    options: LoadTargetOptions,
    signal: AbortSignal,
  ): Promise<LoadSession> {
    if (!(script in SCRIPTS))
      throw new PoolproofError(`there is no script \`${script}\`: ${Object.keys(SCRIPTS).join(", ")}`, 2)
    const k6 = await requireK6()
    const profile = findTarget(name, options.endpoint)
    const session = await Session.open(profile, { endpoint: options.endpoint, start: options.start, signal })
    const client = new HttpClient()
    const { target, ledger, runId } = session
    try {
      refuseUnfit(script, session, options)
      const flows = flowsFor(script, target)
      const artefacts = [
        ...new Set([...SCRIPTS[script]!.artefacts, ...flows.flatMap((flow) => FLOWS[flow].artefacts)]),
      ]
      const peak = arrivals.model === "open" ? peakRate(arrivals.stages) : 1
      const users = options.users ?? Math.min(100_000, Math.max(50, Math.ceil(2 * peak)))
      // A code counts once, and for 30 s.
      const mfa = artefacts.includes("totp")
        ? Math.max(10, Math.ceil(40 * (script === "smoke" ? 0 : peak)))
        : 0
      const seed = options.seed ?? randomInt(2 ** 31)
      const prepared = await prepare({
        admin: new Admin(target, client, ledger, signal),
        runId,
        seed,
        users,
        mfa,
        identityPool: flows.includes("identity-pool"),
        artefacts,
        ...(options.keep ? { file: join(STATE_FOLDER, "load", `${target.name}-${seed}.json`) } : {}),
        onProgress: progress(),
      })
      const targetPids = ledger.processes().map(({ pid }) => pid)
      const { product } = profile
      const loadOptions = {
        target,
        targetPids,
        product: product?.version === undefined ? undefined : `${target.name} ${product.version}`,
        prepared,
        users,
        mfa,
        runId,
        k6,
        scripts: join(packageRoot, "load"),
        version,
        signal,
      }
      return new LoadSession(
        session,
        client,
        options.keep ?? false,
        script === "smoke" ? { model: "once", iterations: flows.length } : arrivals,
        loadOptions,
      )
    } catch (error) {
      if (!options.keep) await session.cleanUp()
      await client.close()
      await session.close()
      throw error
    }
  }

  private constructor(
    session: Session,
    client: HttpClient,
    keep: boolean,
    arrivals: Arrivals,
    loadOptions: LoadSession["loadOptions"],
  ) {
    this.#session = session
    this.#client = client
    this.#keep = keep
    this.arrivals = arrivals
    this.loadOptions = loadOptions
  }

  get prepared(): Prepared {
    return this.loadOptions.prepared
  }

  /** Says how a run goes while it goes: on a terminal in one line, elsewhere a line every ten seconds. */
  async watch<T>(run: (onTally: (tally: Tally) => void) => Promise<T>): Promise<T> {
    const { isTTY } = process.stderr
    let latest: Tally | undefined
    let before = 0
    const every = isTTY ? 1000 : 10_000
    const timer = setInterval(() => {
      if (!latest) return
      const rate = (Math.max(0, latest.started - before) * 1000) / every
      before = latest.started
      const line = `${latest.started} iterations, ${rate.toFixed(0)}/s, p99 ${latest.corrected.quantile(0.99).toFixed(1)} ms, ${latest.started - (latest.outcomes.ok ?? 0)} failed`
      process.stderr.write(isTTY ? `\r\u001b[K${line}` : `${line}\n`)
    }, every)
    try {
      return await run((tally) => {
        latest = tally
      })
    } finally {
      clearInterval(timer)
      if (isTTY) process.stderr.write("\r\u001b[K")
    }
  }

  /** Deletes what was prepared, unless it is to be kept, and stops what was started. */
  async close(): Promise<void> {
    if (!this.#keep) await this.#session.cleanUp()
    await this.#client.close()
    await this.#session.close()
  }
}

function refuseUnfit(script: string, { target }: Session, { remote }: LoadTargetOptions): void {
  if (!target.loopback && !remote)
    throw new PoolproofError(
      `${target.endpoint("idp")} is not this machine: --remote says that its owner agrees to be put under load`,
      2,
    )
  if (/\.amazonaws\.com$/.test(new URL(target.endpoint("idp")!).hostname))
    throw new PoolproofError(
      "AWS itself is no target for load: its quotas are known and its operations cost money",
      2,
    )
  const missing = lacking(script, target)
  if (missing.length > 0)
    throw new PoolproofError(`${target.name} lacks what ${script} needs: ${missing.join(", ")}`, 3)
}

/** A progress bar on a terminal, and elsewhere a line for each tenth of what is many. */
function progress(): (what: string, done: number, of: number) => void {
  const { isTTY } = process.stderr
  let tenth = -1
  return (what, done, of) => {
    const now = Math.floor((done / of) * (isTTY ? 50 : 10))
    if (now === tenth && done !== of) return
    tenth = done === of ? -1 : now
    if (isTTY)
      process.stderr.write(
        `\r\u001b[K${what} [${"#".repeat(now).padEnd(50)}] ${done}/${of}${done === of ? "\r\u001b[K" : ""}`,
      )
    else if (of >= 1000) process.stderr.write(`preparing ${what}: ${done}/${of}\n`)
  }
}
