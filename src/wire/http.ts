import type { Exchange } from "./exchange.ts"

/** A request to send. `headers` may override `host`; an absent body is an empty one. */
export type HttpRequest = {
  label: string
  method: string
  url: string
  headers?: Record<string, string>
  body?: string
  /** From the call to the body's last byte; default the client's. */
  timeoutMs?: number
  signal?: AbortSignal
}

export type HttpClientOptions = {
  /** Default 10,000. */
  connectTimeoutMs?: number
  /** For a whole exchange; default 30,000. */
  timeoutMs?: number
  /** Counted after decompression too; default 8 MiB. */
  maxResponseBytes?: number
}

export class HttpClient {
  constructor(_options: HttpClientOptions = {}) {}

  async send(_request: HttpRequest): Promise<Exchange> {
    throw new Error("not yet")
  }

  /** Closes every connection; requests under way fail as `aborted`. */
  async close(): Promise<void> {}
}
