import { describe, expect, test } from "vitest"
import { finding, refused } from "./example-run.test-data.ts"
import type { Expectation } from "./expectations.ts"
import { type JudgedCase, type JudgedRow, judgeExpectations } from "./judge-expectations.ts"
import { type Verdict, worst } from "./result.ts"

const entry = (more: Partial<Expectation> = {}): Expectation => ({
  id: "e",
  requirement: "a/b",
  verdict: "fail",
  reason: "known",
  ...more,
})
const row = (id: string, ...judgements: (Verdict | Partial<JudgedCase>)[]): JudgedRow => {
  const judged = judgements.map((j, i) => {
    const given: Partial<JudgedCase> = typeof j === "string" ? { verdict: j } : j
    return {
      case: `s.${i}`,
      scenario: `s.${i}`,
      verdict: "fail" as Verdict,
      findings: given.verdict === "pass" ? [] : [finding()],
      ...given,
    }
  })
  return { id, verdict: worst(judged.map((j) => j.verdict)), judgements: judged }
}
const judge = (entries: Expectation[], rows: JudgedRow[], version?: string) =>
  judgeExpectations(entries, rows, { version, now: new Date("2026-06-01T23:59:59Z") })
const isExpected = (e: Expectation, r: JudgedRow, version?: string) =>
  judge([e], [r], version).expected.has(r.id)

describe("a row is expected", () => {
  test.each<[string, Expectation, JudgedRow, boolean]>([
    ["by id", entry(), row("a/b", "fail"), true],
    ["by glob", entry({ requirement: ["x/*", "a/*"] }), row("a/b", "fail"), true],
    ["not by another id", entry({ requirement: "a/c" }), row("a/b", "fail"), false],
    ["by scenario", entry({ requirement: undefined as never, scenario: "s.*" }), row("a/b", "fail"), true],
    ["by case", entry({ scenario: "s[x]" }), row("a/b", { case: "s[x]", scenario: "s" }), true],
    ["not when a case outside fails", entry({ scenario: "s.0" }), row("a/b", "fail", "fail"), false],
    ["when a case outside passes", entry({ scenario: "s.0" }), row("a/b", "fail", "pass"), true],
    ["when a case outside was not judged", entry(), row("a/b", "fail", "blocked", "skipped"), true],
    ["not with another verdict", entry({ verdict: "unsupported" }), row("a/b", "fail"), false],
    ["with one of the verdicts", entry({ verdict: ["unsupported", "fail"] }), row("a/b", "fail"), true],
    ["failing where flaky is known", entry({ verdict: "flaky" }), row("a/b", "fail"), true],
    ["nonstrict", entry({ verdict: "nonstrict" }), row("a/b", "nonstrict"), true],
    ["never as our own error", entry({ verdict: ["fail", "setup"] }), row("a/b", "error"), false],
    [
      "by every member of its signature",
      entry({ signature: { type: "NotAuthorizedException", status: 400, path: "__type" } }),
      row("a/b", "fail"),
      true,
    ],
    [
      "not with another error",
      entry({ signature: { type: "CodeMismatchException" } }),
      row("a/b", "fail"),
      false,
    ],
    ["not with another status", entry({ signature: { status: 500 } }), row("a/b", "fail"), false],
    [
      "not at another path",
      entry({ signature: { path: ["message", "Session"] } }),
      row("a/b", "fail"),
      false,
    ],
    [
      "not with a further finding",
      entry({ signature: { type: "NotAuthorizedException" } }),
      row("a/b", { findings: [finding(), finding({ exchange: refused("InternalErrorException") })] }),
      false,
    ],
    [
      "whatever the soft findings",
      entry({ signature: { status: 400 } }),
      row("a/b", { findings: [finding(), finding({ severity: "soft", exchange: refused("X", 500) })] }),
      true,
    ],
    [
      "not by a signature of nothing",
      entry({ verdict: "unsupported", signature: { status: 400 } }),
      row("a/b", { verdict: "unsupported", findings: [] }),
      false,
    ],
  ])("%s", (_, e, r, expected) => expect(isExpected(e, r)).toBe(expected))

  test("by several entries together", () => {
    const outcome = judge(
      [entry({ id: "x", scenario: "s.0" }), entry({ id: "y", scenario: "s.1" })],
      [row("a/b", "fail", "fail")],
    )
    expect(outcome.expected.get("a/b")?.id).toBe("x")
  })

  test("for some versions only", () => {
    const e = entry({ when: { version: "<1.5" } })
    expect(isExpected(e, row("a/b", "fail"), "1.4.9")).toBe(true)
    expect(isExpected(e, row("a/b", "fail"), "1.5.0")).toBe(false)
    expect(isExpected(e, row("a/b", "fail"))).toBe(false)
  })
})

describe("an entry is stale", () => {
  test.each<[string, Expectation, JudgedRow[], string[]]>([
    ["when its requirement passes", entry(), [row("a/b", "pass")], ["a/b"]],
    ["when it conforms, if not strictly", entry(), [row("a/b", "nonstrict")], ["a/b"]],
    ["not when nonstrict is what it says", entry({ verdict: "nonstrict" }), [row("a/b", "nonstrict")], []],
    ["when its cases pass", entry({ scenario: "s.1" }), [row("a/b", "fail", "pass")], ["a/b"]],
    ["not when only some of its cases pass", entry(), [row("a/b", "fail", "pass")], []],
    [
      "for every row of its glob that passes",
      entry({ requirement: "a/*" }),
      [row("a/b", "pass"), row("a/c", "fail")],
      ["a/b"],
    ],
    ["not when it is flaky", entry({ verdict: "flaky" }), [row("a/b", "pass")], []],
    ["not when another thing hindered it", entry(), [row("a/b", "setup")], []],
    ["not when no case was there", entry(), [row("a/b")], []],
  ])("%s", (_, e, rows, passes) => {
    expect(judge([e], rows)).toMatchObject({
      unexpectedPasses: passes.map((requirement) => ({ entry: "e", requirement })),
      unmatched: [],
      expired: [],
    })
  })

  test("when it matches nothing that was selected", () => {
    expect(
      judge([entry({ requirement: "x/*" }), entry({ id: "f", scenario: "nothing" })], [row("a/b", "fail")]),
    ).toMatchObject({ unmatched: ["e", "f"] })
  })

  test("from the day after it expires; it still covers", () => {
    const rows = [row("a/b", "fail")]
    expect(judge([entry({ expires: "2026-06-01" })], rows)).toMatchObject({ expired: [] })
    const outcome = judge([entry({ expires: "2026-05-31" })], rows)
    expect(outcome.expired).toEqual(["e"])
    expect(outcome.expected.size).toBe(1)
  })

  test("never for a version that it is not about", () => {
    const e = entry({ requirement: "x/*", expires: "2020-01-01", when: { version: "<1" } })
    expect(judge([e], [row("a/b", "pass")], "2.0.0")).toMatchObject({
      unexpectedPasses: [],
      unmatched: [],
      expired: [],
    })
  })
})
