import { describe, expect, test } from "vitest"
import type { SampleLine } from "../load/lib/sample.ts"
import { stagesOf } from "../load/lib/shapes.ts"
import { Audit } from "../src/load/audit.ts"
import { conclude } from "../src/load/plan.ts"
import type { LoadRecord } from "../src/load/record.ts"
import { Tally } from "../src/load/tally.ts"
import { capacityHtml, capacityMarkdown, capacitySummary } from "./load-capacity.ts"
import { chart } from "./load-chart.ts"
import { loadHtml } from "./load-html.ts"
import { loadMarkdown, loadSummary } from "./load-markdown.ts"

/** A run of ten seconds with one sign-in that got a hostile answer. */
async function recordOf(rate: number): Promise<LoadRecord> {
  const arrivals = { model: "open", stages: stagesOf("average", rate, 10) } as const
  const tally = new Tally(arrivals, 0)
  const audit = new Audit()
  for (let n = 0; n < rate * 10; n++) {
    const outcome =
      n === 7
        ? ({ o: "integrity", detail: "<script>alert(1)</script> | `x`" } as const)
        : ({ o: "ok" } as const)
    const line: SampleLine = {
      pp: 1,
      i: n,
      t: (n * 1000) / rate,
      flow: "login-password",
      u: n,
      ops: [["InitiateAuth", 200, 1 + (n % 50)]],
      ...outcome,
    }
    tally.add(line)
    audit.add(line)
  }
  return conclude(
    {
      script: "login-password",
      shape: "average",
      arrivals,
      objective: { errors: 0.001, p99: 40 },
      target: { name: "somebody", endpoint: "http://127.0.0.1:1", product: "somebody 1.2" },
      manifest: {
        poolproof: "0.1.0",
        k6: "2.2.0",
        node: "24",
        machine: { cpu: "a CPU", cores: 2, memoryGb: 8, os: "Linux" },
        seed: 5,
        users: 200,
        segments: 2,
        vus: 10,
        warmUpSeconds: 0,
        unloadedMs: 1.5,
      },
      expected: { iss: "i", clientId: "c", accessSeconds: 1, idSeconds: 1 },
      deviations: ["idSeconds: 3600 instead of 82800"],
      jwksUrl: "",
      keys: { keys: [{ kty: "RSA", n: Buffer.alloc(256, 1).toString("base64url"), e: "AQAB" }] },
    },
    tally,
    audit,
    {
      startedAt: "2026-01-01T00:00:00Z",
      seconds: 10,
      stopped: false,
      cpu: { generator: 0.4, target: 0.9, cores: 2 },
      messages: [],
    },
  )
}

describe("the page of a run", () => {
  test("shows latency over rate and time, errors, and what is needed to repeat the run", async () => {
    const page = loadHtml(await recordOf(100))
    for (const part of [
      "Latency over rate",
      "Latency over time",
      "Rate over time",
      "RSA-2048",
      "k6 2.2.0",
      "200 of seed 5",
      "2 processes, 10 VUs",
      "p99 ≤ 40 ms",
      "1 violation",
      "bottleneck: issuer",
      "instead of 82800",
    ])
      expect(page).toContain(part)
    expect(page.match(/<svg/g)).toHaveLength(3)
    expect(page).not.toContain("NaN")
  })

  test("runs nothing that a server answered", async () => {
    const record = await recordOf(100)
    expect(loadHtml(record)).not.toContain("<script>")
    expect(loadMarkdown(record)).not.toMatch(/[^\\]<script>/)
  })

  test("says in a terminal what matters", async () => {
    expect(
      loadSummary(await recordOf(100))
        .split("\n")
        .slice(0, 3),
    ).toEqual([
      "login-password (average) against somebody: the objective was missed",
      "  integrity: 1 violation, first in iteration 7: identity: <script>alert(1)</script> | `x`",
      expect.stringMatching(/^ {2}p99 is /),
    ])
  })
})

test("the page of a search shows its steps by rate", async () => {
  const [low, high] = [await recordOf(50), await recordOf(100)]
  const record = {
    schema: "poolproof.capacity/1",
    script: "login-password",
    target: low.target,
    objective: low.objective,
    highest: 50,
    lowestMissed: 100,
    limit: "issuer",
    steps: [high, low],
  } as const
  expect(capacitySummary({ ...record, steps: [...record.steps] }).split("\n")[0]).toBe(
    "login-password against somebody: 50 iterations/s hold the objective, and not 100; the limit was the issuer",
  )
  expect(
    capacityMarkdown({ ...record, steps: [...record.steps] })
      .split("\n")
      .filter((line) => /^\| \d/.test(line))
      .map((line) => line.split(" | ")[0]),
  ).toEqual(["| 50", "| 100"])
  expect(capacityHtml({ ...record, steps: [...record.steps] })).toContain("<svg")
})

test("a chart without points is none, and one point is no division by zero", () => {
  const options = { title: "t", x: "x", y: "y" }
  expect(chart([{ name: "a", colour: "red", points: [] }], options)).toBe("")
  for (const logarithmic of [true, false])
    expect(chart([{ name: "a", colour: "red", points: [[1, 1]] }], { ...options, logarithmic })).not.toMatch(
      /NaN|Infinity/,
    )
})
