import fc from "fast-check"
import { expect, test } from "vitest"
import { median, ratioOf, variation } from "./statistics.ts"

const positive = fc.array(fc.double({ min: 1, max: 1000, noNaN: true }), { minLength: 3, maxLength: 12 })

test("half the values lie on either side of the median", () => {
  fc.assert(
    fc.property(positive, (values) => {
      const middle = median(values)
      expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2)
      expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2)
    }),
  )
})

test("a measure is exactly as large as itself, and scales", () => {
  fc.assert(
    fc.property(positive, fc.double({ min: 0.1, max: 10, noNaN: true }), (values, factor) => {
      const { ratio, low, high } = ratioOf(
        values.map((value) => value * factor),
        values,
      )
      expect(ratio).toBeCloseTo(factor, 9)
      expect(low).toBeCloseTo(factor, 9)
      expect(high).toBeCloseTo(factor, 9)
    }),
    { numRuns: 20 },
  )
})

test("the interval holds the true ratio in about 95 of 100 comparisons", () => {
  let state = 42
  const random = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return state / 2 ** 31
  }
  const noisy = (mean: number) =>
    Array.from({ length: 9 }, () => mean * (1 + 0.2 * (random() + random() + random() - 1.5)))
  let held = 0
  for (let i = 0; i < 100; i++) {
    const { low, high } = ratioOf(noisy(120), noisy(100), i)
    if (low <= 1.2 && 1.2 <= high) held++
  }
  expect(held).toBeGreaterThanOrEqual(88)
})

test("values that do not vary have no variation", () => {
  expect(variation([5, 5, 5])).toBe(0)
  expect(variation([90, 100, 110])).toBeCloseTo(0.1)
})
