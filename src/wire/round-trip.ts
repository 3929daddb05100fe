import { type Dispatcher, request as dispatch } from "undici"
import { readBody } from "./body.ts"
import type { Exchange, Failure } from "./exchange.ts"
import { failureCode } from "./failure.ts"

/** A request to send. `headers` may override `host`; an absent body is an empty one. */
export type HttpRequest = {
  label: string
  method: string
  url: string
  headers?: Record<string, string>
  body?: string
  /** From the call to the last byte of the response; default the client's. */
  timeoutMs?: number
  signal?: AbortSignal
}

export type Limits = {
  /** Default 10,000. */
  connectTimeoutMs?: number
  /** For a whole exchange, so that neither a stall nor a drip outlives it; default 30,000. */
  timeoutMs?: number
  /** Of a response's body, after decompression; default 8 MiB. */
  maxResponseBytes?: number
}

/** How undici's dispatchers are to behave here: HTTP/1.1, one request at a time on a connection, deadlines ours. */
export function dispatcherOptions(limits: Limits) {
  return {
    allowH2: false,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: limits.connectTimeoutMs ?? 10_000 },
  } as const
}

let lastId = 0

/**
 * Sends a request over a dispatcher and reads the answer. Whatever the network or the server does comes back in the
 * exchange; it throws only for a request that cannot be expressed (an invalid URL, method or header).
 * `payload`, when given, is the body in chunks instead of `request.body`, which it must equal.
 */
export async function roundTrip(
  dispatcher: Dispatcher,
  request: HttpRequest,
  limits: Limits,
  payload?: AsyncIterable<Uint8Array>,
): Promise<Exchange> {
  const { label, method, url, headers = {}, body = "" } = request
  const timeoutMs = request.timeoutMs ?? limits.timeoutMs ?? 30_000
  const deadline = AbortSignal.timeout(timeoutMs)
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline
  const failure = (error: unknown): Failure => {
    if (request.signal?.aborted) return { code: "aborted", message: "given up by the caller" }
    if (deadline.aborted) return { code: "timeout", message: `no complete response within ${timeoutMs} ms` }
    return { code: failureCode(error), message: error instanceof Error ? error.message : String(error) }
  }

  const exchange: Exchange = {
    id: ++lastId,
    at: Date.now(),
    ms: 0,
    label,
    request: { method, url, headers, body },
  }
  const started = performance.now()
  try {
    const length = payload && body !== "" ? { "content-length": String(Buffer.byteLength(body)) } : {}
    const answer = await dispatch(url, {
      dispatcher,
      method: method as Dispatcher.HttpMethod,
      headers: { ...headers, ...length },
      // undici takes async iterables, as its documentation says; its types forget them.
      body: (payload ?? (body === "" ? null : body)) as string | null,
      signal,
    })
    const answered = utf8Headers(answer.headers)
    const { text, error } = await readBody(
      answer.body,
      answered["content-encoding"] ?? "",
      limits.maxResponseBytes ?? 8 * 1024 * 1024,
    )
    exchange.response = {
      status: answer.statusCode,
      headers: answered,
      body: text,
      truncated: error !== undefined,
    }
    if (error !== undefined) exchange.failure = failure(error)
  } catch (error) {
    if (isOurMistake(error)) throw error
    exchange.failure = failure(error)
  }
  exchange.ms = performance.now() - started
  return exchange
}

/** undici reads header bytes as latin1. */
function utf8Headers(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const joined = [value ?? []].flat().join(name === "set-cookie" ? "\n" : ", ")
      return [name, Buffer.from(joined, "latin1").toString("utf8")]
    }),
  )
}

function isOurMistake(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  return code === "UND_ERR_INVALID_ARG" || code === "ERR_INVALID_URL"
}
