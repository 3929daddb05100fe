import type { Exchange } from "./exchange.ts"

/** One line for a POSIX shell that sends an exchange's request again. */
export function toCurl(_exchange: Exchange): string {
  throw new Error("not yet")
}
