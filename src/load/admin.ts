import { setTimeout as sleep } from "node:timers/promises"
import { PoolproofError } from "../scenario/problem.ts"
import { callTarget, describe } from "../target/call.ts"
import type { Ledger } from "../target/ledger.ts"
import type { Target } from "../target/target.ts"
import type { HttpClient } from "../wire/http.ts"

type Input = Readonly<Record<string, unknown>>
type Output = Record<string, unknown>

/** Calls of the suite's own, outside of k6: what has to exist before a run. What they create is in the ledger first. */
export class Admin {
  readonly target: Target
  readonly #client: HttpClient
  readonly #ledger: Ledger
  readonly signal: AbortSignal

  constructor(target: Target, client: HttpClient, ledger: Ledger, signal: AbortSignal) {
    this.target = target
    this.#client = client
    this.#ledger = ledger
    this.signal = signal
  }

  /** The output of a call, which is repeated while the target asks to slow down. @throws PoolproofError (exit 3) */
  async call(operation: string, input: Input): Promise<Output> {
    const answered = await this.attempt(operation, input)
    if (typeof answered !== "string") return answered
    throw new PoolproofError(
      `${this.target.name} cannot be prepared: ${operation} was answered ${answered}`,
      3,
    )
  }

  /** The output of a call, or in words why there is none. */
  async attempt(operation: string, input: Input): Promise<Output | string> {
    for (let pause = 100; ; pause = Math.min(2 * pause, 5_000)) {
      this.signal.throwIfAborted()
      this.#ledger.before(operation, input)
      const { answer } = await callTarget(this.target, this.#client, operation, input, this.signal)
      this.#ledger.after(operation, input, answer.kind === "success" ? answer.output : undefined)
      if (answer.kind === "success") return answer.output
      const slowDown = answer.kind === "error" && /^(?:TooManyRequests|Throttling)/.test(answer.type)
      if (!slowDown) return describe(answer)
      await sleep(pause, undefined, { signal: this.signal })
    }
  }
}
