/** The middle value, or the mean of the two middle ones; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Standard deviation ÷ mean. */
export function variation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
  return Math.sqrt(variance) / mean
}

/** How two measures compare: the ratio of their medians, with the interval that holds it in 95 of 100 repetitions. */
export interface Ratio {
  ratio: number
  low: number
  high: number
}

/**
 * Compares measurements that were taken in turns, the n-th of one beside the n-th of the other, by bootstrap over the
 * pairs. `seed` makes it repeatable.
 */
export function ratioOf(a: readonly number[], b: readonly number[], seed = 1): Ratio {
  const random = mulberry32(seed)
  const ratios = Array.from({ length: 2000 }, () => {
    const picked = a.map(() => Math.floor(random() * a.length))
    return median(picked.map((i) => a[i]!)) / median(picked.map((i) => b[i]!))
  }).sort((x, y) => x - y)
  return { ratio: median(a) / median(b), low: ratios[50]!, high: ratios[1949]! }
}

/** A small generator of numbers in [0, 1), good enough for resampling. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
