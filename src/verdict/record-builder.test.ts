import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, onTestFinished, test } from "vitest"
import { PoolproofError } from "../scenario/problem.ts"
import { examplePlan, exampleSuite, finding, planned, refused, result } from "./example-run.test-data.ts"
import { runRecordSchema } from "./record.ts"
import { type RunInfo, recordBuilder } from "./record-builder.ts"
import { readRecord, writeRecord } from "./record-file.ts"
import type { CaseResult, Finding } from "./result.ts"

const suite = exampleSuite()
const at = Date.UTC(2026, 5, 1)

function record(
  results: CaseResult[],
  more: Partial<RunInfo["target"]> = {},
  end?: Parameters<ReturnType<typeof recordBuilder>["finish"]>[0],
) {
  const cases = [planned(suite, "s", ["a/must"]), planned(suite, "t[x]", ["a/extended"])]
  const target = {
    name: "here",
    file: "targets/here.yaml",
    started: false,
    endpoint: "http://127.0.0.1:9229",
    version: "1.4.2",
    fingerprint: "sha256:0",
    secrets: [],
    loopback: true,
    ...more,
  }
  const expectations = {
    file: "targets/here.expectations.yaml",
    entries: [
      {
        id: "e",
        requirement: "a/extended",
        verdict: "fail" as const,
        reason: "known",
        issue: "https://example.org/1",
      },
    ],
  }
  const plan = examplePlan(cases, (id) => id === "a/must" || id === "a/extended" || id.startsWith("wire."), {
    profile: "core",
    requirements: ["a/*"],
  })
  const builder = recordBuilder({ poolproof: "0.1.0", suite, plan, seed: 42, target, expectations })
  builder.on({ type: "run-start", cases: 2, at })
  for (const r of results) builder.on({ type: "case-end", result: r, at: at + 1000 })
  builder.on({ type: "clean-up", deleted: 3, left: ["pool us-east-1_x"], at: at + 1500 })
  builder.on({ type: "run-end", at: at + 2500 })
  return builder.finish(end)
}

describe("recordBuilder", () => {
  const wire = [{ requirement: "wire.id/idp.SignUp", holds: false, finding: finding({ severity: "soft" }) }]
  const made = record([
    result("s", "pass", { "a/must": "pass" }, { wire, generated: { name: "ann" } }),
    result("t[x]", "fail", { "a/extended": "fail" }),
  ])

  test("makes a valid record", () => {
    expect(runRecordSchema.parse(made)).toEqual(made)
    expect(made).toMatchObject({
      exit: 0,
      startedAt: "2026-06-01T00:00:00.000Z",
      seconds: 2.5,
      seed: 42,
      profile: "core",
      filters: { requirement: ["a/*"], scenario: [] },
      target: { name: "here", version: "1.4.2" },
      suite: { scenarios: 2, requirements: 3 },
      judged: { met: 2, expected: 1, unexpected: 0, open: 0 },
      environment: ["not deleted: pool us-east-1_x"],
    })
  })

  test("says of a requirement what the register says, and what came", () => {
    expect(made.requirements).toMatchObject([
      {
        id: "a/extended",
        says: "It extendeds.",
        where: "a.yaml:9",
        verdict: "fail",
        standing: "expected",
        cases: ["t[x]"],
        expected: { by: "e", reason: "known" },
      },
      {
        id: "a/must",
        strength: "must",
        level: "core",
        evidence: "documented",
        facts: ["DIR-001"],
        verdict: "pass",
        cases: ["s"],
      },
      {
        id: "wire.id/idp.SignUp",
        verdict: "nonstrict",
        cases: ["s"],
        findings: [{ severity: "soft", exchange: { label: "idp.SignUp" } }],
      },
    ])
  })

  test("says of a case what it did", () => {
    expect(made.cases).toMatchObject([
      {
        id: "s",
        where: "s.yaml:2",
        verdict: "pass",
        replay: "s:42",
        generated: { name: "ann" },
        operations: { "idp.SignUp": 1 },
      },
      {
        id: "t[x]",
        scenario: "t",
        title: "The rest",
        judgements: [
          {
            requirement: "a/extended",
            findings: [
              { step: "call idp.SignUp", exchange: { curl: expect.stringContaining("curl -sS -i") } },
            ],
          },
        ],
      },
    ])
  })

  test("has cases that were not run, and why", () => {
    const half = record([result("s", "pass", { "a/must": "pass" })], {}, { interrupted: true })
    expect(half).toMatchObject({
      exit: 130,
      cases: [{ verdict: "pass" }, { id: "t[x]", verdict: "skipped", reason: "not run", replay: "t:42:x" }],
    })
  })

  test("has poolproof's own errors", () => {
    expect(record([], {}, { errors: ["boom"] })).toMatchObject({
      exit: 4,
      environment: ["not deleted: pool us-east-1_x", "boom"],
    })
  })

  test("has the target's death", () => {
    const builder = recordBuilder({
      poolproof: "0",
      suite,
      plan: examplePlan([planned(suite, "s", ["a/must"])]),
      seed: 1,
      target: {
        name: "h",
        file: "",
        started: false,
        endpoint: "http://h",
        fingerprint: "",
        secrets: [],
        loopback: true,
      },
    })
    builder.on({ type: "target-dead", why: "connection refused", during: "s", at })
    expect(builder.finish()).toMatchObject({
      exit: 3,
      environment: ["the target died during s: connection refused"],
      cases: [{ verdict: "setup", reason: "not run: connection refused" }],
    })
  })

  test("cuts long bodies", () => {
    const exchange = refused("X")
    const long = finding({
      exchange: { ...exchange, response: { ...exchange.response!, body: "x".repeat(20_000) } },
    })
    const { response } = record([
      result("s", "fail", { "a/must": { requirement: "a/must", verdict: "fail", findings: [long] } }),
    ]).cases[0]!.judgements[0]!.findings[0]!.exchange!
    expect(response).toMatchObject({
      truncated: true,
      body: expect.stringMatching(/^x{16384}… \(20000 characters in all\)$/),
    })
  })
})

describe("what must not be shown", () => {
  const secret = "hush/Hush+hush'1"
  const minted = "Pa55-word!"
  const everywhere = (value: string): Finding => {
    const exchange = refused(value)
    return {
      ...finding(),
      says: `says ${value}`,
      step: value,
      mismatches: [
        { path: value, expected: JSON.stringify(value), received: encodeURIComponent(value), soft: false },
      ],
      exchange: {
        ...exchange,
        request: {
          method: "POST",
          url: `http://h/?a=${encodeURIComponent(value)}`,
          headers: { authorization: `Basic ${btoa(`me:${value}`)}` },
          body: JSON.stringify({ value }),
        },
        failure: { code: "unknown", message: value },
      },
      log: [`log ${value}`],
    }
  }
  const judged = (value: string) =>
    result(
      "s",
      "fail",
      { "a/must": { requirement: "a/must", verdict: "fail", findings: [everywhere(value)] } },
      {
        minted: [minted],
        generated: { [value]: { [value]: [value] } },
        reason: value,
        wire: [{ requirement: "wire.id/idp.SignUp", holds: false, finding: everywhere(value) }],
      },
    )
  const forms = (value: string) => [
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    value.replaceAll("'", "'\\''"),
    btoa(`me:${value}`).slice(4, -4),
  ]

  test.each([true, false])("a secret is not, on loopback or not (%s)", (loopback) => {
    const text = JSON.stringify(
      record(
        [judged(secret)],
        { secrets: [secret], loopback, endpoint: `http://u:${secret}@h` },
        { errors: [secret] },
      ),
    )
    for (const form of forms(secret)) expect(text).not.toContain(JSON.stringify(form).slice(1, -1))
    expect(text).toContain("says ***")
  })

  test("what the run minted is shown on loopback", () => {
    expect(JSON.stringify(record([judged(minted)]))).toContain(`says ${minted}`)
  })

  test("what the run minted is not shown elsewhere", () => {
    const text = JSON.stringify(record([judged(minted)], { loopback: false }))
    for (const form of forms(minted)) expect(text).not.toContain(form)
  })
})

describe("run.json", () => {
  const folder = () => {
    const dir = mkdtempSync(join(tmpdir(), "poolproof-record-"))
    onTestFinished(() => rmSync(dir, { recursive: true }))
    return dir
  }

  test("is written whole and read back", () => {
    const dir = join(folder(), "new", "run")
    const made = record([])
    const path = writeRecord(dir, made)
    writeRecord(dir, made)
    expect(path).toBe(join(dir, "run.json"))
    expect(readdirSync(dir)).toEqual(["run.json"])
    expect(readRecord(path)).toEqual(made)
  })

  test("that cannot be written is our error", () => {
    const file = join(folder(), "file")
    writeFileSync(file, "")
    expect(() => writeRecord(file, record([]))).toThrow(expect.objectContaining({ exitCode: 4 }))
  })

  test.each([
    ["no file", undefined, "cannot be read"],
    ["no JSON", "{", "cannot be read"],
    ["another thing", "{}", "is no run record"],
  ])("%s is refused", (_, text, says) => {
    const file = join(folder(), "run.json")
    if (text !== undefined) writeFileSync(file, text)
    expect(() => readRecord(file)).toThrow(PoolproofError)
    expect(() => readRecord(file)).toThrow(says)
  })
})
