import type { Exchange } from "./exchange.ts"
import type { HttpRequest } from "./http.ts"

export type RaceOptions = {
  /** `none`: sent as they come; `start`: on open connections, in one tick; `last-byte`: last bytes in one tick. */
  sync: "none" | "start" | "last-byte"
  connectTimeoutMs?: number
  timeoutMs?: number
  maxResponseBytes?: number
}

export type RaceResult = {
  /** In the order of the requests. */
  exchanges: Exchange[]
  /** What was achieved: what was asked for, or `degraded`. */
  sync: "none" | "start" | "last-byte" | "degraded"
  /** Milliseconds between the first and the last request's release, measured here. */
  spreadMs: number
}

export async function raceSend(
  _requests: readonly HttpRequest[],
  _options: RaceOptions,
): Promise<RaceResult> {
  throw new Error("not yet")
}
