import { Client } from "undici"
import { Distraction } from "./distraction.ts"
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
  /** What was asked for, if every request was sent in full and in that way. */
  sync: Sync | "degraded"
  /** Milliseconds between handing the end of the first and of the last request to their sockets. */
  spreadMs: number
}

/** How long what was written last gets to arrive before the gate opens. */
const settleMs = 20

/**
 * Sends requests at the same time, each on a connection of its own.
 * One without at least two bytes of body has no last byte to withhold: it meets the others as for `start`, which is
 * `degraded`. `timeoutMs` includes a request's waiting for the others.
 */
export async function raceSend(
  requests: readonly HttpRequest[],
  options: Limits & { sync: Sync },
): Promise<RaceResult> {
  const { sync } = options
  const gate = Promise.withResolvers<void>()
  const awaited = new Set(requests.keys())
  const [first] = requests
  const distraction =
    first && sync === "last-byte" ? await Distraction.open(new URL(first.url).origin) : undefined
  const open = (): void => {
    distraction?.distract()
    gate.resolve()
  }
  const arrive = (index: number): void => {
    if (awaited.delete(index) && awaited.size === 0) setTimeout(open, settleMs)
  }
  const released: number[] = []
  let short = false

  // undici asks for the first chunk of a body when it is connected, sends the head along with that chunk, and asks for
  // the next one when the socket has taken the last. Holding a chunk back so holds exactly the bytes from there on.
  async function* payload(index: number, body: Buffer): AsyncGenerator<Uint8Array> {
    const held = sync === "last-byte" ? Math.max(body.length - 1, 0) : 0
    if (held > 0) yield body.subarray(0, held)
    else short = true
    arrive(index)
    if (sync !== "none") await gate.promise
    if (body.length > 0) yield body.subarray(held)
    released.push(performance.now())
  }

  const clients = requests.map(({ url }) => new Client(new URL(url).origin, dispatcherOptions(options)))
  const exchanges = await Promise.all(
    requests.map((request, index) =>
      roundTrip(clients[index]!, request, options, payload(index, Buffer.from(request.body ?? ""))).finally(
        () => {
          arrive(index)
          return clients[index]!.destroy()
        },
      ),
    ),
  )
  distraction?.close()
  const complete = released.length === requests.length && !(sync === "last-byte" && short)
  return {
    exchanges,
    sync: complete ? sync : "degraded",
    spreadMs: released.length > 0 ? Math.max(...released) - Math.min(...released) : 0,
  }
}
