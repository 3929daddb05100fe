import { Agent } from "undici"
import type { Exchange } from "./exchange.ts"
import { dispatcherOptions, type HttpRequest, type Limits, roundTrip } from "./round-trip.ts"

export type { HttpRequest, Limits } from "./round-trip.ts"

/**
 * HTTP/1.1 with kept-alive connections, and nothing done behind the caller's back: no redirect is followed, no
 * accept-encoding sent, no cookie kept, and nothing sent twice. The one thing repeated is a request that found its
 * idle connection closed before any byte of it was written (undici looks before it writes); it goes out on a new one.
 *
 * @example
 * const client = new HttpClient({ timeoutMs: 5_000 })
 * const exchange = await client.send({ label: "jwks", method: "GET", url })
 * if (exchange.failure) console.error(exchange.failure.code)
 * await client.close()
 */
export class HttpClient {
  readonly #agent: Agent
  readonly #limits: Limits

  constructor(limits: Limits = {}) {
    this.#limits = limits
    this.#agent = new Agent(dispatcherOptions(limits))
  }

  /** Never throws for what the network or the server does: see `Exchange.failure`. */
  send(request: HttpRequest): Promise<Exchange> {
    return roundTrip(this.#agent, request, this.#limits)
  }

  /** Closes every connection; requests under way, and later ones, fail as `aborted`. */
  close(): Promise<void> {
    return this.#agent.destroy()
  }
}
