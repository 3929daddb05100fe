import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { Histogram } from "./histogram.ts"

const durations = fc.array(fc.double({ min: 0.01, max: 60_000, noNaN: true }), {
  minLength: 1,
  maxLength: 300,
})

/** The definition: the smallest value that a share of all values does not exceed. */
function exact(values: readonly number[], q: number): number {
  return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(q * values.length) - 1)]!
}

describe("a histogram", () => {
  test("knows every percentile to half a percent", () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
        const truth = exact(values, q)
        expect(Math.abs(Histogram.of(values).quantile(q) / truth - 1)).toBeLessThan(0.0051)
      }),
    )
  })

  test("merged of parts is that of the whole, whatever the parts, also by way of JSON", () => {
    fc.assert(
      fc.property(fc.array(durations, { minLength: 1, maxLength: 5 }), (parts) => {
        const merged = new Histogram()
        for (const part of parts)
          merged.merge(Histogram.fromJson(JSON.parse(JSON.stringify(Histogram.of(part)))))
        const { sum, ...counts } = merged.toJSON()
        const { sum: whole, ...truth } = Histogram.of(parts.flat()).toJSON()
        expect(counts).toEqual(truth)
        expect(sum).toBeCloseTo(whole, 3)
      }),
    )
  })

  test("of nothing is 0 everywhere", () => {
    const { count, min, max, buckets } = new Histogram().toJSON()
    expect([count, min, max, buckets, new Histogram().quantile(0.99), new Histogram().mean]).toEqual([
      0,
      0,
      0,
      [],
      0,
      0,
    ])
  })
})
