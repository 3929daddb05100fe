import { describe, expect, test } from "vitest"
import { examplePlan, exampleRun, exampleSuite, finding, planned, result } from "./example-run.test-data.ts"
import type { Expectation } from "./expectations.ts"
import { judgeRun, type RunToJudge } from "./judge-run.ts"
import { type CaseResult, VERDICTS, type Verdict } from "./result.ts"

const soft = finding({ severity: "soft" })
const selecting = (run: RunToJudge, selects: (id: string) => boolean) => ({
  ...run,
  plan: examplePlan(run.plan.cases, selects),
})
const row = (run: RunToJudge, id: string) => judgeRun(run).requirements.find((r) => r.id === id)
const expects = (more: Partial<Expectation>): Expectation => ({
  id: "known",
  requirement: "a/must",
  verdict: "fail",
  reason: "known",
  ...more,
})

describe("a requirement's verdict", () => {
  test("the example is sound", () => expect(exampleSuite().problems).toEqual([]))

  test.each<[Verdict[], Verdict]>([
    [["pass", "pass"], "pass"],
    [["pass", "nonstrict"], "nonstrict"],
    [["unsupported", "nonstrict"], "unsupported"],
    [["skipped", "unsupported"], "skipped"],
    [["blocked", "skipped"], "blocked"],
    [["setup", "blocked"], "setup"],
    [["flaky", "setup"], "flaky"],
    [["fail", "flaky", "pass"], "fail"],
    [["error", "fail"], "error"],
  ])("of %j is %s, the worst of its cases", (verdicts, worst) => {
    const run = exampleRun(verdicts.map((v, i) => result(`s[${i}]`, v, { "a/must": v })))
    expect(row(run, "a/must")).toMatchObject({ verdict: worst, cases: verdicts.map((_, i) => `s[${i}]`) })
  })

  test.each<[string, Verdict]>([
    ["a/must", "fail"],
    ["a/extended", "fail"],
    ["a/should", "nonstrict"],
    ["a/may", "nonstrict"],
    ["a/probe", "nonstrict"],
  ])("%s that fails is %s", (id, verdict) => {
    for (const came of ["fail", "flaky"] as const) {
      const run = exampleRun([result("s", came, { [id]: came })])
      const expected = verdict === "nonstrict" ? verdict : came
      expect(row(run, id)).toMatchObject({ verdict: expected })
      expect(judgeRun(run).cases[0]).toMatchObject({ verdict: expected })
    }
  })

  test("is nonstrict with a soft finding", () => {
    expect(
      row(
        exampleRun([
          result("s", "pass", { "a/must": { requirement: "a/must", verdict: "pass", findings: [soft] } }),
        ]),
        "a/must",
      ),
    ).toMatchObject({ verdict: "nonstrict", standing: "met" })
  })

  test.each<[Verdict, Verdict]>([
    ["fail", "blocked"],
    ["flaky", "blocked"],
    ["pass", "skipped"],
    ["nonstrict", "skipped"],
    ["setup", "setup"],
    ["unsupported", "unsupported"],
    ["error", "error"],
  ])("that a case of verdict %s did not come to is %s", (verdict, unreached) => {
    const suite = exampleSuite()
    const cases = [planned(suite, "s", ["a/must", "a/extended"])]
    const made = { "a/must": verdict }
    expect(
      row({ ...exampleRun([result("s", verdict, made)]), plan: examplePlan(cases) }, "a/extended"),
    ).toMatchObject({ verdict: unreached })
  })

  test.each<[Verdict, Verdict]>([
    ["fail", "fail"],
    ["pass", "skipped"],
    ["nonstrict", "skipped"],
  ])("of a case of verdict %s that judged nothing is %s", (verdict, expected) => {
    const run = exampleRun([result("s", verdict, {})])
    expect(row({ ...run, plan: examplePlan([planned(run.suite, "s", ["a/must"])]) }, "a/must")).toMatchObject(
      { verdict: expected },
    )
  })

  test("is there for what was selected and can be judged, and for nothing else", () => {
    const run = selecting(
      exampleRun([result("s", "pass", { "a/must": "pass", "a/may": "pass" })]),
      (id) => id !== "a/may",
    )
    expect(judgeRun(run).requirements.map(({ id, verdict, cases }) => [id, verdict, cases])).toEqual([
      ["a/extended", "skipped", []],
      ["a/must", "pass", ["s"]],
      ["a/probe", "skipped", []],
      ["a/should", "skipped", []],
    ])
  })

  test("of a case that was not run is skipped, or setup when the target is dead", () => {
    const run = exampleRun([])
    const plan = examplePlan([planned(run.suite, "s", ["a/must"])], (id) => id === "a/must")
    expect(row({ ...run, plan, interrupted: true }, "a/must")).toMatchObject({ verdict: "skipped" })
    expect(judgeRun({ ...run, plan, dead: "connection refused" }).cases[0]).toMatchObject({
      verdict: "setup",
      reason: "not run: connection refused",
    })
  })
})

describe("rules of the wire", () => {
  const wire = (...holds: (boolean | "soft")[]) =>
    holds.map((h, i) => ({
      requirement: "wire.id/idp.SignUp",
      holds: h === true,
      ...(h === true ? {} : { finding: finding({ severity: h === "soft" ? "soft" : "hard", says: `${i}` }) }),
    }))

  test.each<[(boolean | "soft")[], Verdict, string | undefined]>([
    [[true, true], "pass", undefined],
    [[true, "soft"], "nonstrict", "1"],
    [["soft", false, false], "fail", "1"],
  ])("%j is %s: one row, one example", (holds, verdict, example) => {
    const run = exampleRun([
      result("t", "pass", { "a/may": "pass" }),
      result("s", "pass", { "a/must": "pass" }, { wire: wire(...holds) }),
    ])
    expect(row(run, "wire.id/idp.SignUp")).toMatchObject({
      verdict,
      cases: ["s"],
      standing: verdict === "fail" ? "unexpected" : "met",
    })
    expect(row(run, "wire.id/idp.SignUp")?.example?.says).toBe(example)
    expect(judgeRun(run).exit).toBe(verdict === "fail" ? 1 : 0)
  })

  test("count only where they are selected", () => {
    const run = exampleRun([result("s", "pass", { "a/must": "pass" }, { wire: wire(false) })])
    expect(judgeRun(selecting(run, (id) => id === "a/must"))).toMatchObject({
      exit: 0,
      counts: { fail: 0, pass: 1 },
    })
  })
})

describe("exit code", () => {
  const must = (verdict: Verdict, id = "s") => result(id, verdict, { "a/must": verdict })
  const extended = (verdict: Verdict, id = "t") => result(id, verdict, { "a/extended": verdict })
  const stale = [expects({ requirement: "nothing/here" })]

  test.each<[string, CaseResult[], Partial<RunToJudge>, number]>([
    ["all pass", [must("pass")], {}, 0],
    ["nonstrict", [must("nonstrict")], {}, 0],
    ["a must fails", [must("fail")], {}, 1],
    ["an extended must fails", [extended("fail")], {}, 1],
    ["a should fails", [result("s", "fail", { "a/should": "fail" })], {}, 0],
    ["a must is flaky", [must("flaky")], {}, 1],
    ["as expected", [must("fail")], { expectations: [expects({})] }, 0],
    ["an expected flaky one fails", [must("fail")], { expectations: [expects({ verdict: "flaky" })] }, 0],
    ["a core must was unsupported", [must("unsupported"), extended("pass")], {}, 1],
    [
      "a core must was unsupported, as expected",
      [must("unsupported"), extended("pass")],
      { expectations: [expects({ verdict: "unsupported" })] },
      0,
    ],
    ["a core must was blocked", [must("blocked"), extended("pass")], {}, 1],
    ["a core must could not be set up", [must("setup"), extended("pass")], {}, 1],
    ["a core must was judged in one case only", [must("setup"), must("pass", "t")], {}, 0],
    ["an extended must was not judged", [extended("unsupported"), must("pass")], {}, 0],
    ["a core should was not judged", [result("s", "unsupported", { "a/should": "unsupported" })], {}, 0],
    ["nothing could be set up", [must("setup"), extended("setup")], {}, 3],
    ["nothing that was tried could be set up", [must("setup"), extended("unsupported")], {}, 3],
    ["the target died", [must("pass")], { dead: "connection refused" }, 3],
    ["an unexpected pass", [must("pass")], { expectations: [expects({})] }, 5],
    ["an entry that matches nothing", [must("pass")], { expectations: stale }, 5],
    ["an expired entry", [must("fail")], { expectations: [expects({ expires: "2026-05-31" })] }, 5],
    ["our own error in a case", [must("error")], {}, 4],
    ["our own error elsewhere", [must("pass")], { errors: ["boom"] }, 4],
    ["interrupted", [must("pass")], { interrupted: true }, 130],
    ["nothing selected", [must("pass")], { plan: examplePlan([], () => false) }, 2],
    [
      "130 before all",
      [must("error"), extended("fail")],
      { interrupted: true, dead: "x", expectations: stale, plan: examplePlan([], () => false) },
      130,
    ],
    ["2 before 4", [must("error")], { plan: examplePlan([], () => false), dead: "x" }, 2],
    ["4 before 3", [must("error")], { dead: "x" }, 4],
    ["3 before 1", [must("fail")], { dead: "x", expectations: stale }, 3],
    ["1 before 5", [must("fail")], { expectations: stale }, 1],
  ])("%s: %#", (_, results, more, exit) => expect(judgeRun(exampleRun(results, more)).exit).toBe(exit))

  test("a selected core must without a case is not conformity", () => {
    expect(
      judgeRun(selecting(exampleRun([extended("pass")]), (id) => id === "a/must" || id === "a/extended"))
        .exit,
    ).toBe(1)
  })

  test("what cannot be judged yet is owed by nobody", () => {
    expect(
      judgeRun(
        selecting(exampleRun([must("pass")]), (id) => ["a/must", "a/untestable", "a/deferred"].includes(id)),
      ).exit,
    ).toBe(0)
  })

  test("in a part of the suite an entry about another part is not stale, one about nothing is", () => {
    const elsewhere = [expects({ requirement: "a/should" })]
    const run = exampleRun([extended("pass")], { expectations: elsewhere })
    const known = selecting(run, (id) => id === "a/extended")
    expect(judgeRun(known)).toMatchObject({ exit: 5, expectations: { unmatched: ["known"] } })
    const plan = examplePlan(run.plan.cases, known.plan.selects, { shard: { index: 0, of: 2 } })
    expect(judgeRun({ ...known, plan })).toMatchObject({ exit: 0, expectations: { unmatched: [] } })
    expect(judgeRun({ ...known, plan, expectations: stale }).exit).toBe(5)
  })

  test("an id that the register lacks is our own error", () => {
    const judged = judgeRun(exampleRun([result("s", "pass", { "a/must": "pass", "a/nothing": "pass" })]))
    expect(judged).toMatchObject({ exit: 4, errors: ["the register has no requirement `a/nothing`"] })
  })
})

test("counts and standings", () => {
  const run = exampleRun(
    [
      result("s", "fail", { "a/must": "fail", "a/should": "fail" }),
      result("t", "unsupported", { "a/extended": "unsupported", "a/may": "unsupported" }),
      result("s[x]", "pass", { "a/probe": "pass" }),
    ],
    { expectations: [expects({})] },
  )
  const { counts, judged, requirements } = judgeRun(run)
  expect(counts).toEqual({
    ...Object.fromEntries(VERDICTS.map((v) => [v, 0])),
    fail: 1,
    nonstrict: 1,
    unsupported: 2,
    pass: 1,
  })
  expect(judged).toEqual({ met: 2, expected: 1, unexpected: 0, open: 2 })
  expect(requirements.find(({ id }) => id === "a/must")).toMatchObject({
    standing: "expected",
    expected: { id: "known" },
  })
})
