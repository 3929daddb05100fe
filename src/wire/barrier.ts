import { Client } from "undici"
import type { Exchange } from "./exchange.ts"
import { dispatcherOptions, type HttpRequest, type Limits, roundTrip } from "./round-trip.ts"

/**
 * How closely requests shall meet: `none`, all sent at once, each as soon as it is connected; `start`, all connected
 * before the first byte of any is sent; `last-byte`, all sent but for the last byte of each body before any is completed.
 */
export type Sync = "none" | "start" | "last-byte"

export type RaceResult = {
  /** In the order of the requests. */
  exchanges: Exchange[]
  /** What was achieved for every request: what was asked for, or `degraded`. */
  sync: Sync | "degraded"
  /** Milliseconds between handing the end of the first and of the last request to their sockets. */
  spreadMs: number
}

/**
 * Sends requests at the same time, each on a connection of its own.
 * A request without at least two bytes of body has no last byte to withhold and meets the others as for `start`.
 * `timeoutMs` of a request includes its waiting for the others.
 */
export async function raceSend(
  requests: readonly HttpRequest[],
  options: Limits & { sync: Sync },
): Promise<RaceResult> {
  const { sync } = options
  const gate = Promise.withResolvers<void>()
  const waiting = new Set(requests)
  const arrive = (request: HttpRequest): boolean => {
    const first = waiting.delete(request)
    if (waiting.size === 0) gate.resolve()
    return first
  }
  const released: number[] = []
  let degraded = false

  // undici asks for a body's first chunk when it is connected, sends the head along with that chunk, and asks for the
  // next one when the socket has taken the last: so holding a chunk back holds exactly the bytes from there on back.
  async function* payload(request: HttpRequest): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(request.body ?? "")
    const held = sync === "last-byte" && bytes.length > 1 ? bytes.length - 1 : 0
    if (held === 0 && sync === "last-byte") degraded = true
    if (held > 0) yield bytes.subarray(0, held)
    arrive(request)
    if (sync !== "none") await gate.promise
    if (bytes.length > 0) yield bytes.subarray(held)
    released.push(performance.now())
  }

  async function run(request: HttpRequest): Promise<Exchange> {
    const client = new Client(new URL(request.url).origin, dispatcherOptions(options))
    try {
      return await roundTrip(client, request, options, payload(request))
    } finally {
      if (arrive(request)) degraded = true // it ended, well or badly, before the others were let go
      await client.destroy()
    }
  }

  const exchanges = await Promise.all(requests.map(run))
  const spreadMs = released.length > 0 ? Math.max(...released) - Math.min(...released) : 0
  return { exchanges, sync: degraded ? "degraded" : sync, spreadMs }
}
