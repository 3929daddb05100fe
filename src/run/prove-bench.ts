import { LambdaDouble } from "../doubles/lambda.ts"
import type { PlannedCase } from "../scenario/plan.ts"
import { PoolproofError } from "../scenario/problem.ts"
import type { Suite } from "../scenario/suite.ts"
import type { Target } from "../target/target.ts"
import type { FaultRow } from "../verdict/proof.ts"
import type { CaseResult } from "../verdict/result.ts"
import { type Collected, collect } from "./collect.ts"
import { execute } from "./engine.ts"

/** An open reference endpoint, as a session has it. */
export interface Opened {
  target: Target
  close(): Promise<void>
}

/** What `GET faults` says. */
interface FaultList {
  faults: FaultRow[]
  consulted?: Record<string, string[]>
}

export interface TrialOptions {
  faults?: readonly string[]
  /** Whether to watch which operations consult which policy. */
  watch?: boolean
  /** Ends the run once it has seen enough. */
  until?: (result: CaseResult) => boolean
}

export interface BenchOptions<O extends Opened = Opened> {
  suite: Suite
  seed: number
  signal: AbortSignal
  open(): Promise<O>
}

/** A reference endpoint in a process of its own, on which one fault after another is tried; started when first needed. */
export class Bench<O extends Opened = Opened> {
  readonly #options: BenchOptions<O>
  #opened: Promise<O> | undefined
  #on: readonly string[] = []

  constructor(options: BenchOptions<O>) {
    this.#options = options
  }

  /** What faults there are, and since `watch` which operations consulted which policy. @throws PoolproofError (exit 3) */
  list(): Promise<FaultList> {
    return this.#control("faults") as Promise<FaultList>
  }

  /** What is open, opening it first where nothing is. */
  opened(): Promise<O> {
    this.#opened ??= this.#options.open()
    return this.#opened
  }

  /** Runs cases on an empty endpoint. A dead endpoint is closed, and the next run has a new one. */
  async run(
    cases: readonly PlannedCase[],
    { faults = [], watch = false, until }: TrialOptions = {},
  ): Promise<Collected> {
    const { suite, seed, signal } = this.#options
    const { target } = await this.opened()
    await this.#control("faults", { disable: this.#on, watch })
    await this.#control("reset", {})
    this.#on = faults
    await this.#control("faults", { enable: this.#on })
    // Functions of its own: by the same seed every run's have the same names.
    const lambda = await LambdaDouble.start()
    await this.#control("lambda", { endpoint: lambda.endpoint })
    const enough = new AbortController()
    const options = { suite, seed, lambda, notes: NO_NOTES, signal: AbortSignal.any([signal, enough.signal]) }
    const ran = await collect(execute({ cases: [...cases] }, target, options), (result) => {
      if (until?.(result)) enough.abort()
    }).finally(() => lambda.close())
    if (ran.dead !== undefined) await this.close()
    return ran
  }

  async close(): Promise<void> {
    const opened = this.#opened
    this.#opened = undefined
    this.#on = []
    await (await opened)?.close()
  }

  async #control(name: string, body?: object): Promise<unknown> {
    const { target } = await this.opened()
    const url = `${target.endpoint("idp")}/_reference/${name}`
    try {
      const response = await fetch(url, body ? { method: "POST", body: JSON.stringify(body) } : {})
      const answer = (await response.json()) as { error?: string }
      if (response.ok) return answer
      throw new Error(answer.error ?? `status ${response.status}`)
    } catch (error) {
      throw new PoolproofError(`${url}: ${(error as Error).message}`, 3)
    }
  }
}

/** What a case makes is gone with the next reset. */
const NO_NOTES = { before: () => {}, after: () => {} }

/** @throws PoolproofError (exit 130) when the signal has been given: of half a proof nobody has anything */
export function requireUninterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new PoolproofError("interrupted", 130)
}
