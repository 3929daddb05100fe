import { type Arrivals, arrivalsUntil, arrivalTime, rateAt, totalSeconds } from "../../load/lib/arrivals.ts"
import { Histogram } from "../../load/lib/histogram.ts"
import type { Outcome } from "../../load/lib/outcome.ts"
import type { SampleLine } from "../../load/lib/sample.ts"

/** As many stretches of time a report shows at most. */
const MOST_WINDOWS = 120

/** Durations in ms. */
export interface Latency {
  count: number
  mean: number
  p50: number
  p95: number
  p99: number
  p999: number
  max: number
}

/** A stretch of a run. */
export interface Window {
  /** Its start, in seconds. */
  at: number
  /** Iterations per second, asked for and started. */
  offered: number
  rate: number
  errors: number
  latency: Latency
}

/** Everything that is counted of a run, or of a segment of it. */
export class Tally {
  readonly #arrivals: Arrivals
  readonly #warmUpMs: number
  readonly #windowMs: number
  readonly #outcomes = new Map<Outcome, number>()
  readonly #errors = new Map<string, { outcome: Outcome; detail: string; count: number }>()
  readonly #operations = new Map<string, Histogram>()
  readonly #flows = new Map<string, Histogram>()
  readonly #service = new Histogram()
  readonly #corrected = new Histogram()
  readonly #lag = new Histogram()
  readonly #windows: { started: number; errors: number; latency: Histogram }[] = []
  started = 0
  requests = 0
  /** When the last iteration began, in ms. */
  lastStart = 0
  #last = -1

  constructor(arrivals: Arrivals, warmUpSeconds: number) {
    this.#arrivals = arrivals
    this.#warmUpMs = warmUpSeconds * 1000
    const seconds =
      arrivals.model === "open"
        ? totalSeconds(arrivals.stages)
        : arrivals.model === "closed"
          ? arrivals.seconds
          : 1
    this.#windowMs = Math.max(1, Math.ceil(seconds / MOST_WINDOWS)) * 1000
  }

  /** Takes a line in. How long an iteration took counts from when it was to start, so that waiting for a free VU counts too. */
  add({ i, t, flow, o, detail = "", ops }: SampleLine): void {
    this.started++
    this.requests += ops.length
    if (i > this.#last) this.#last = i
    if (t > this.lastStart) this.lastStart = t
    this.#outcomes.set(o, (this.#outcomes.get(o) ?? 0) + 1)
    const service = ops.reduce((sum, [, , ms]) => sum + ms, 0)
    const lag = this.#lagOf(i, t)
    const window = this.#window(t)
    window.started++
    if (o !== "ok") {
      window.errors++
      this.#countError(o, detail)
      return
    }
    window.latency.add(lag + service)
    if (t < this.#warmUpMs) return
    this.#lag.add(lag)
    this.#service.add(service)
    this.#corrected.add(lag + service)
    histogramOf(this.#flows, flow).add(service)
    for (const [operation, , ms] of ops) histogramOf(this.#operations, operation).add(ms)
  }

  get outcomes(): Partial<Record<Outcome, number>> {
    return Object.fromEntries(this.#outcomes)
  }

  get errors(): { outcome: Outcome; detail: string; count: number }[] {
    return [...this.#errors.values()].sort((a, b) => b.count - a.count)
  }

  /** Iterations that were to start and did not, or left no line: k6 drops them when no VU is free. ±1 is rounding. */
  get missing(): number {
    if (this.#arrivals.model === "closed") return 0
    const planned =
      this.#arrivals.model === "once"
        ? this.#arrivals.iterations
        : Math.floor(arrivalsUntil(this.#arrivals.stages, totalSeconds(this.#arrivals.stages)))
    return Math.max(0, planned - this.started)
  }

  /** Iterations that started and left no line. */
  get unfinished(): number {
    return Math.max(0, this.#last + 1 - this.started)
  }

  get service(): Histogram {
    return this.#service
  }

  get corrected(): Histogram {
    return this.#corrected
  }

  get lag(): Histogram {
    return this.#lag
  }

  latencies(of: "flows" | "operations"): Record<string, Latency> {
    const histograms = of === "flows" ? this.#flows : this.#operations
    return Object.fromEntries([...histograms].map(([name, histogram]) => [name, latency(histogram)]))
  }

  /** How it went over time. The last stretch is left out when it is not whole. */
  windows(): Window[] {
    const arrivals = this.#arrivals
    const seconds = this.#windowMs / 1000
    const whole =
      arrivals.model === "open"
        ? Math.max(1, Math.floor(totalSeconds(arrivals.stages) / seconds))
        : this.#windows.length
    return Array.from(this.#windows.slice(0, whole), (window, n) => ({
      at: n * seconds,
      offered:
        arrivals.model === "open" ? rateAt(arrivals.stages, (n + 0.5) * seconds) : window.started / seconds,
      rate: window.started / seconds,
      errors: window.errors,
      latency: latency(window.latency),
    }))
  }

  #lagOf(iteration: number, started: number): number {
    if (this.#arrivals.model !== "open") return 0
    const intended = arrivalTime(this.#arrivals.stages, iteration)
    return intended === undefined ? 0 : Math.max(0, started - intended * 1000)
  }

  #window(started: number): { started: number; errors: number; latency: Histogram } {
    const at = Math.max(0, Math.floor(started / this.#windowMs))
    while (this.#windows.length <= at) this.#windows.push({ started: 0, errors: 0, latency: new Histogram() })
    return this.#windows[at]!
  }

  #countError(outcome: Outcome, detail: string): void {
    const key = `${outcome} ${detail}`
    const known = this.#errors.get(key)
    if (known) known.count++
    // Details that name users would fill it without end.
    else if (this.#errors.size < 50) this.#errors.set(key, { outcome, detail, count: 1 })
  }
}

/** A histogram in the figures that a report shows. */
export function latency(histogram: Histogram): Latency {
  const at = (q: number) => round(histogram.quantile(q))
  return {
    count: histogram.count,
    mean: round(histogram.mean),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    p999: at(0.999),
    max: round(histogram.max),
  }
}

function histogramOf(histograms: Map<string, Histogram>, name: string): Histogram {
  const known = histograms.get(name) ?? new Histogram()
  histograms.set(name, known)
  return known
}

function round(ms: number): number {
  return Number(ms.toPrecision(4))
}
