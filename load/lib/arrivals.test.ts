import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { arrivalsUntil, arrivalTime, peakRate, rateAt, type Stage, totalSeconds } from "./arrivals.ts"
import { SHAPES, stagesOf } from "./shapes.ts"
import { turns } from "./turns.ts"
import { loadUser, userIndex } from "./users.ts"

const rate = fc.integer({ min: 0, max: 2000 })
const stages = fc
  .array(fc.record({ from: rate, to: rate, seconds: fc.integer({ min: 1, max: 600 }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .filter((all) => all.some(({ from, to }) => from + to > 0))

describe("a schedule", () => {
  test("starts iteration n when n arrivals are due", () => {
    fc.assert(
      fc.property(
        stages,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (schedule, share) => {
          const n = Math.floor(share * arrivalsUntil(schedule, totalSeconds(schedule)))
          const time = arrivalTime(schedule, n)
          fc.pre(time !== undefined)
          expect(arrivalsUntil(schedule, time!)).toBeCloseTo(n, 4)
        },
      ),
    )
  })

  test("never goes back in time", () => {
    fc.assert(
      fc.property(stages, fc.nat({ max: 100_000 }), (schedule, n) => {
        const [before, after] = [arrivalTime(schedule, n), arrivalTime(schedule, n + 1)]
        if (after !== undefined) expect(before).toBeLessThanOrEqual(after)
      }),
    )
  })

  test("at a constant rate is evenly spaced, and ends", () => {
    const constant: Stage[] = [{ from: 50, to: 50, seconds: 10 }]
    expect(arrivalTime(constant, 0)).toBe(0)
    expect(arrivalTime(constant, 75)).toBeCloseTo(1.5)
    expect(arrivalTime(constant, 500)).toBeUndefined()
    expect(arrivalsUntil(constant, 99)).toBe(500)
    expect(rateAt(constant, 3)).toBe(50)
  })
})

describe("shapes", () => {
  test.each(SHAPES)("%s fills its time and begins where its stages join", (shape) => {
    const all = stagesOf(shape, 100, 200)
    expect(totalSeconds(all)).toBeCloseTo(200)
    for (const [i, stage] of all.entries()) if (i > 0) expect(stage.from).toBe(all[i - 1]!.to)
  })

  test("stress is twice, spike five times, breakpoint ten times the rate", () => {
    expect(SHAPES.map((shape) => peakRate(stagesOf(shape, 100, 60)))).toEqual([100, 200, 500, 100, 1000])
  })
})

describe("who and what is next", () => {
  test("no user comes again before all others came", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat({ max: 1e9 }), (count, first) => {
        const seen = Array.from({ length: count }, (_, n) => userIndex(first + n, count))
        expect(new Set(seen).size).toBe(count)
      }),
    )
  })

  test("no two users share a name, and passwords satisfy the strictest policy", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat({ max: 2 ** 31 }), (a, b, seed) => {
        fc.pre(a !== b)
        expect(loadUser(seed, a).username).not.toBe(loadUser(seed, b).username)
        const { password } = loadUser(seed, a)
        expect(password).toMatch(/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)(?=.*[.-]).{8,}$/)
      }),
    )
  })

  test("turns are dealt by weight, in every cycle, and evenly", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 1e6 }),
        (weights, first) => {
          const total = weights.reduce((sum, weight) => sum + weight)
          const turn = turns(weights.map((weight, i) => [weight, i] as const))
          const counts = weights.map(() => 0)
          for (let i = 0; i < total; i++) counts[turn(first * total + i)]!++
          expect(counts).toEqual(weights)
        },
      ),
    )
    const turn = turns([
      [3, "a"],
      [1, "b"],
    ])
    expect(Array.from({ length: 8 }, (_, i) => turn(i)).join("")).toBe("aabaaaba")
  })
})
