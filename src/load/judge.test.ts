import { mkdtempSync, writeFileSync } from "node:fs"
import { appendFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import type { SampleLine } from "../../load/lib/sample.ts"
import { stagesOf } from "../../load/lib/shapes.ts"
import { Audit } from "./audit.ts"
import { nextRate } from "./capacity.ts"
import { conclude, type LoadPlan, type Measured } from "./plan.ts"
import { segment } from "./run-k6.ts"
import { readStream } from "./stream.ts"
import { Tally } from "./tally.ts"

const arrivals = { model: "open", stages: stagesOf("average", 100, 10) } as const
const plan: LoadPlan = {
  script: "login-password",
  shape: "average",
  arrivals,
  objective: { errors: 0.001, p99: 100 },
  target: { name: "t", endpoint: "http://127.0.0.1:1" },
  manifest: {
    poolproof: "0",
    k6: "2.2.0",
    node: "24",
    machine: { cpu: "c", cores: 2, memoryGb: 1, os: "o" },
    seed: 1,
    users: 100,
    segments: 1,
    vus: 10,
    warmUpSeconds: 0,
    unloadedMs: 1,
  },
  expected: { iss: "i", clientId: "c", accessSeconds: 1, idSeconds: 1 },
  deviations: [],
  jwksUrl: "http://127.0.0.1:1/jwks",
  keys: { keys: [] },
}
const measured: Measured = {
  startedAt: "2026-01-01T00:00:00Z",
  seconds: 10,
  stopped: false,
  cpu: { generator: 0.3, target: 0.5, cores: 2 },
  messages: [],
}

/** A run at 100/s for ten seconds, in which iteration n is as `change` says. */
function run(change: (n: number) => Partial<SampleLine> | undefined, more: Partial<Measured> = {}) {
  const tally = new Tally(arrivals, 0)
  const audit = new Audit()
  for (let n = 0; n < 1000; n++) {
    const changed = change(n)
    if (changed === undefined) continue
    const line: SampleLine = {
      pp: 1,
      i: n,
      t: n * 10,
      flow: "login-password",
      u: n,
      o: "ok",
      ops: [["InitiateAuth", 200, 5]],
      ...changed,
    }
    tally.add(line)
    audit.add(line)
  }
  return conclude(plan, tally, audit, { ...measured, ...more })
}

describe("a run", () => {
  test("that keeps schedule and objective passes", async () => {
    const record = await run(() => ({}))
    expect(record).toMatchObject({
      verdict: "pass",
      reasons: [],
      rate: 100,
      bottleneck: "none",
      iterations: { planned: 1000, started: 1000, missing: 0 },
    })
    expect(record.latency.corrected.p99).toBeCloseTo(5, 1)
    expect(record.windows).toHaveLength(10)
  })

  test("with one token of somebody else fails, however well it went otherwise", async () => {
    const record = await run((n) =>
      n === 500 ? { o: "integrity", detail: "access token: username is a, expected b" } : {},
    )
    expect(record).toMatchObject({
      verdict: "fail",
      reasons: [
        expect.stringContaining(
          "integrity: 1 violation, first in iteration 500: identity: access token: username is a",
        ),
      ],
    })
  })

  test("is not valid when iterations were dropped", async () => {
    const record = await run((n) => (n < 990 ? {} : undefined))
    expect(record).toMatchObject({
      verdict: "invalid",
      reasons: [expect.stringContaining("10 of 1000 iterations were dropped")],
    })
  })

  test("is not valid when iterations started late, and counts the lateness as latency", async () => {
    const record = await run((n) => (n >= 900 ? { t: n * 10 + 200 } : {}))
    expect(record).toMatchObject({
      verdict: "invalid",
      bottleneck: "generator",
      reasons: [expect.stringContaining("started late"), expect.stringContaining("p99 is 205")],
    })
    expect(record.latency.service.p99).toBeCloseTo(5, 1)
  })

  test("is not valid when the generator used up the machine, which is then named", async () => {
    expect(await run(() => ({}), { cpu: { generator: 1.7, cores: 2 } })).toMatchObject({
      verdict: "invalid",
      bottleneck: "generator",
    })
  })

  test("fails when too many iterations failed, or took too long", async () => {
    const failed = await run((n) =>
      n % 100 === 0 ? { o: "throttled", detail: "TooManyRequestsException" } : {},
    )
    expect(failed).toMatchObject({
      verdict: "fail",
      reasons: ["1 % of iterations failed, and 0.1 % may"],
      errors: [{ outcome: "throttled", detail: "TooManyRequestsException", count: 10 }],
    })
    const slow = await run(() => ({ ops: [["InitiateAuth", 200, 150]] }), {
      cpu: { generator: 0.3, target: 1, cores: 2 },
    })
    expect(slow).toMatchObject({
      verdict: "fail",
      reasons: [expect.stringMatching(/^p99 is 150/)],
      bottleneck: "issuer",
    })
  })
})

describe("the search for the capacity", () => {
  test.each([3, 40, 171, 1009, 9999])("finds a limit of %i to 5 %%, in a dozen steps", (limit) => {
    let [highest, missed, steps] = [0, undefined as number | undefined, 0]
    for (let rate: number | undefined = 50; rate !== undefined; rate = nextRate(highest, missed, 10_000)) {
      if (rate <= limit) highest = rate
      else missed = rate
      steps++
    }
    expect(highest).toBeLessThanOrEqual(limit)
    expect(highest).toBeGreaterThanOrEqual(limit >= 20 ? limit / 1.05 - 1 : 1)
    expect(steps).toBeLessThanOrEqual(14)
  })

  test("ends at the highest rate that may be tried", () => {
    expect(nextRate(800, undefined, 1000)).toBe(1000)
    expect(nextRate(1000, undefined, 1000)).toBeUndefined()
  })

  test("goes down when the first rate is too high, to one a second", () => {
    expect(nextRate(0, 10, 1000)).toBe(5)
    expect(nextRate(0, 1, 1000)).toBeUndefined()
  })
})

test("segments cover a run without gap or overlap", () => {
  expect(segment(0, 1)).toEqual([])
  expect([0, 1, 2].map((n) => segment(n, 3)[1])).toEqual(["0:1/3", "1/3:2/3", "2/3:1"])
  expect(segment(1, 3)[3]).toBe("0,1/3,2/3,1")
})

test("a stream is read while it is written, up to its end, and what is no sample is left out", async () => {
  const path = join(mkdtempSync(join(tmpdir(), "poolproof-stream-")), "stream.ndjson")
  const lines: number[] = []
  let over = false
  const reading = readStream(
    path,
    ({ i }) => lines.push(i),
    () => over,
  )
  writeFileSync(path, 'k6 says something\n{"pp":1,"i":0}\n{"pp":1,')
  await expect.poll(() => lines).toEqual([0])
  await appendFile(path, '"i":1}\n{"pp":1,"i":2}\n')
  over = true
  await reading
  expect(lines).toEqual([0, 1, 2])
})
