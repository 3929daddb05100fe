import type { LambdaDouble } from "../doubles/lambda.ts"
import type { PlannedCase } from "../scenario/plan.ts"
import { PoolproofError } from "../scenario/problem.ts"
import type { Suite } from "../scenario/suite.ts"
import type { Target } from "../target/target.ts"
import type { FaultRow } from "../verdict/proof.ts"
import type { CaseResult } from "../verdict/result.ts"
import { collect } from "./collect.ts"
import { execute } from "./engine.ts"

/** An open reference endpoint, as a session has it. */
export interface Opened {
  target: Target
  lambda: LambdaDouble
  close(): Promise<void>
}

/** What `GET faults` says. */
interface FaultList {
  faults: (FaultRow & { enabled: boolean })[]
  consulted?: Record<string, string[]>
}

export interface BenchOptions {
  suite: Suite
  seed: number
  signal: AbortSignal
  open(): Promise<Opened>
}

/** A reference endpoint in a process of its own, on which one fault after another is tried; started when first needed. */
export class Bench {
  readonly #options: BenchOptions
  #opened: Promise<Opened> | undefined

  constructor(options: BenchOptions) {
    this.#options = options
  }

  /** What faults there are, and since `watch` which operations consulted which policy. @throws PoolproofError (exit 3) */
  list(): Promise<FaultList> {
    return this.#control("faults") as Promise<FaultList>
  }

  /** Runs cases on an empty endpoint with a fault, or with none, watched for what consults which policy. */
  async run(
    cases: readonly PlannedCase[],
    fault?: string,
  ): Promise<{ results: CaseResult[]; dead: string | undefined }> {
    const { suite, seed, signal } = this.#options
    const { target, lambda } = await this.#open()
    const { faults } = await this.list()
    const disable = faults.filter(({ enabled }) => enabled).map(({ name }) => name)
    await this.#control("faults", { disable, watch: fault === undefined })
    await this.#control("reset", {})
    await this.#control("lambda", { endpoint: lambda.endpoint })
    if (fault !== undefined) await this.#control("faults", { enable: [fault] })
    const ran = await collect(
      execute({ cases: [...cases] }, target, { suite, seed, notes: NO_NOTES, lambda, signal }),
    )
    if (ran.dead !== undefined) await this.close()
    return ran
  }

  async close(): Promise<void> {
    const opened = this.#opened
    this.#opened = undefined
    await (await opened)?.close()
  }

  #open(): Promise<Opened> {
    this.#opened ??= this.#options.open()
    return this.#opened
  }

  async #control(name: string, body?: object): Promise<unknown> {
    const { target } = await this.#open()
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
