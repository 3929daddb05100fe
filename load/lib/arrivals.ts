/** A stretch of time in which iterations start at a rate that changes evenly from `from` to `to`, both per second. */
export interface Stage {
  from: number
  to: number
  seconds: number
}

/**
 * When iterations start. `open`: at a rate, whether or not earlier ones have ended, as users arrive. `once`: so many,
 * one after another. `closed`: as fast as answers come, for comparing generators, never for judging an issuer.
 */
export type Arrivals =
  | { model: "open"; stages: readonly Stage[] }
  | { model: "once"; iterations: number }
  | { model: "closed"; seconds: number }

export function totalSeconds(stages: readonly Stage[]): number {
  return stages.reduce((sum, { seconds }) => sum + seconds, 0)
}

export function peakRate(stages: readonly Stage[]): number {
  return Math.max(...stages.flatMap(({ from, to }) => [from, to]))
}

/** How many iterations a schedule starts until a time in seconds; not rounded. */
export function arrivalsUntil(stages: readonly Stage[], time: number): number {
  let count = 0
  let left = time
  for (const { from, to, seconds } of stages) {
    const t = Math.min(left, seconds)
    if (t <= 0) break
    count += from * t + (((to - from) / seconds) * t * t) / 2
    left -= seconds
  }
  return count
}

/** The rate that a schedule asks for at a time in seconds. */
export function rateAt(stages: readonly Stage[], time: number): number {
  let left = time
  for (const { from, to, seconds } of stages) {
    if (left < seconds) return from + ((to - from) * left) / seconds
    left -= seconds
  }
  return stages.at(-1)?.to ?? 0
}

/**
 * When iteration `n` (from 0) was to start, in seconds; undefined beyond the schedule's end. It holds as long as none
 * was dropped, because dropped ones are not numbered.
 */
export function arrivalTime(stages: readonly Stage[], n: number): number | undefined {
  let before = 0
  let start = 0
  for (const { from, to, seconds } of stages) {
    const arrivals = ((from + to) / 2) * seconds
    const wanted = n - before
    if (wanted < arrivals) {
      // from·t + slope·t²/2 = wanted, in the form of the solution that does not cancel.
      const slope = (to - from) / seconds
      const root = Math.sqrt(Math.max(0, from * from + 2 * slope * wanted))
      return start + (wanted === 0 ? 0 : (2 * wanted) / (from + root))
    }
    before += arrivals
    start += seconds
  }
  return undefined
}
