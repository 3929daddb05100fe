/** Buckets grow by 1 %: a percentile is at most 0.5 % off, whatever the values. */
const GROWTH = Math.log(1.01)
/** Below this, values count as it. In ms: a microsecond. */
const SMALLEST = 0.001

/** A histogram as JSON: its buckets by number. */
export interface HistogramJson {
  count: number
  sum: number
  min: number
  max: number
  buckets: [bucket: number, count: number][]
}

/** Counts of durations in ms, to be merged without loss: percentiles of many machines are those of one big one. */
export class Histogram {
  count = 0
  #sum = 0
  #min = Number.POSITIVE_INFINITY
  #max = 0
  readonly #buckets = new Map<number, number>()

  static of(values: Iterable<number>): Histogram {
    const histogram = new Histogram()
    for (const value of values) histogram.add(value)
    return histogram
  }

  static fromJson({ count, sum, min, max, buckets }: HistogramJson): Histogram {
    const histogram = new Histogram()
    histogram.count = count
    histogram.#sum = sum
    histogram.#min = count === 0 ? Number.POSITIVE_INFINITY : min
    histogram.#max = max
    for (const [bucket, n] of buckets) histogram.#buckets.set(bucket, n)
    return histogram
  }

  add(value: number): void {
    const bucket = Math.floor(Math.log(Math.max(value, SMALLEST) / SMALLEST) / GROWTH)
    this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + 1)
    this.count++
    this.#sum += value
    if (value < this.#min) this.#min = value
    if (value > this.#max) this.#max = value
  }

  /** Takes the counts of another one in. */
  merge(other: Histogram): void {
    for (const [bucket, n] of other.#buckets) this.#buckets.set(bucket, (this.#buckets.get(bucket) ?? 0) + n)
    this.count += other.count
    this.#sum += other.#sum
    this.#min = Math.min(this.#min, other.#min)
    this.#max = Math.max(this.#max, other.#max)
  }

  /** The value that a share `q` (0 to 1) of the values does not exceed; 0 when there are none. */
  quantile(q: number): number {
    if (this.count === 0) return 0
    const rank = Math.max(1, Math.ceil(q * this.count))
    if (rank === this.count) return this.#max
    let seen = 0
    for (const [bucket, n] of this.#sorted()) {
      seen += n
      if (seen >= rank)
        return Math.min(this.#max, Math.max(this.#min, SMALLEST * Math.exp((bucket + 0.5) * GROWTH)))
    }
    return this.#max
  }

  get max(): number {
    return this.#max
  }

  get mean(): number {
    return this.count === 0 ? 0 : this.#sum / this.count
  }

  toJSON(): HistogramJson {
    return {
      count: this.count,
      sum: this.#sum,
      min: this.count === 0 ? 0 : this.#min,
      max: this.#max,
      buckets: this.#sorted(),
    }
  }

  #sorted(): [number, number][] {
    return [...this.#buckets].sort(([a], [b]) => a - b)
  }
}
