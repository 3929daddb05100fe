import type { Stage } from "./arrivals.ts"

export const SHAPES = ["average", "stress", "spike", "soak", "breakpoint"] as const
/** What a load looks like over time. */
export type Shape = (typeof SHAPES)[number]

/** How long a shape takes where nobody says, in seconds. */
export const DEFAULT_SECONDS: Readonly<Record<Shape, number>> = {
  average: 60,
  stress: 300,
  spike: 120,
  soak: 3600,
  breakpoint: 300,
}

/**
 * The stages of a shape around a rate (iterations per second).
 * - `average`, `soak`: the rate itself, all the time.
 * - `stress`: up to twice the rate, there for half the time, and back.
 * - `spike`: the rate, five times the rate for a tenth of the time, and the rate again: does it recover?
 * - `breakpoint`: from 0 evenly up to ten times the rate, to see where it gives way.
 */
export function stagesOf(shape: Shape, rate: number, seconds: number): Stage[] {
  const stage = (from: number, to: number, share: number): Stage => ({
    from: from * rate,
    to: to * rate,
    seconds: seconds * share,
  })
  switch (shape) {
    case "average":
    case "soak":
      return [stage(1, 1, 1)]
    case "stress":
      return [stage(0, 1, 0.1), stage(1, 2, 0.2), stage(2, 2, 0.5), stage(2, 0, 0.2)]
    case "spike":
      return [stage(1, 1, 0.4), stage(1, 5, 0.02), stage(5, 5, 0.1), stage(5, 1, 0.02), stage(1, 1, 0.46)]
    case "breakpoint":
      return [stage(0, 10, 1)]
  }
}
