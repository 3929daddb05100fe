/** Why no (complete) response came: the closed set that verdicts and reports distinguish. */
export type FailureCode =
  | "connection-refused"
  | "connection-reset"
  | "timeout"
  | "dns"
  | "tls"
  | "protocol"
  | "body-too-large"
  | "aborted"
  | "unknown"

/** What a request failed of; `message` is for people. */
export type Failure = { code: FailureCode; message: string }

/** A response as it came. */
export type HttpResponse = {
  status: number
  /** Lower-case names. Repeated headers are joined by `", "`, but `set-cookie`, where a comma is data, by `"\n"`. */
  headers: Record<string, string>
  /** Decoded as UTF-8, after any content-encoding. */
  body: string
  /** The body is cut: its end did not come, or was not taken (then the exchange has a `failure`). */
  truncated: boolean
}

/**
 * One request and what came of it: a response, a failure, or both when the response broke off.
 * `at` is epoch milliseconds, `ms` the duration until the body's end or the failure; ids ascend in this process.
 */
export type Exchange = {
  id: number
  at: number
  ms: number
  /** What the caller calls it, such as `idp.SignUp`. */
  label: string
  request: { method: string; url: string; headers: Record<string, string>; body: string }
  response?: HttpResponse
  failure?: Failure
}

/** So much of a body is kept for a reader, in characters. */
const READABLE = 65_536

/** An exchange to keep for a report: of a long response body the beginning only, as hundreds of findings may be kept. */
export function abridged(exchange: Exchange): Exchange {
  const { response } = exchange
  if (!response || response.body.length <= READABLE) return exchange
  // By way of bytes: a slice would hold on to the whole of the text.
  const body = Buffer.from(response.body.slice(0, READABLE)).toString()
  return { ...exchange, response: { ...response, body, truncated: true } }
}

/** The exchanges of one case, in order of completion; beyond `limit` the oldest are dropped. */
export class ExchangeLog {
  readonly #limit: number
  #kept: Exchange[] = []
  #dropped = 0

  constructor(limit = 500) {
    this.#limit = limit
  }

  append(exchange: Exchange): void {
    this.#kept.push(exchange)
    if (this.#kept.length > this.#limit) {
      this.#kept.shift()
      this.#dropped++
    }
  }

  /** How many exchanges were appended so far: hand it to `since` later. */
  get mark(): number {
    return this.#dropped + this.#kept.length
  }

  /** What was appended after `mark` was taken, as far as it is still kept. */
  since(mark: number): readonly Exchange[] {
    return this.#kept.slice(Math.max(0, mark - this.#dropped))
  }
}
