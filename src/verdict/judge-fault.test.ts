import { describe, expect, test } from "vitest"
import { exampleSuite, result } from "./example-run.test-data.ts"
import { baselineOf, isAsBefore, judgeFault, outcomesOf } from "./judge-fault.ts"
import { proofOf } from "./proof.ts"
import type { CaseResult, Judgement } from "./result.ts"

const suite = exampleSuite()
const rule = "wire.id/idp.SignUp"
const clean = [
  result(
    "s",
    "pass",
    { "a/must": "pass", "a/should": "pass" },
    { wire: [{ requirement: rule, holds: true }] },
  ),
  result("t", "pass", { "a/extended": "pass", "a/probe": "pass", "a/may": "pass" }),
]
const baseline = baselineOf(outcomesOf(clean))
const soft = (requirement: string): Judgement => ({ requirement, verdict: "nonstrict", findings: [] })

function judge(breaks: string[], faulted: CaseResult[], mayBreak?: string[]) {
  const { named, overreach } = judgeFault(breaks, outcomesOf(faulted), baseline, suite, mayBreak)
  return {
    red: named.filter(({ red }) => red).map(({ requirement }) => requirement),
    survived: named.filter(({ red }) => !red).map(({ requirement, why }) => `${requirement}: ${why}`),
    overreach: overreach.map(({ case: id, requirement, verdict }) => `${id} ${requirement} ${verdict}`),
  }
}

describe("what is named", () => {
  test("must fail, and what its case could not judge any more is no overreach", () => {
    const faulted = result("s", "fail", { "a/must": "fail", "a/should": "blocked" })
    expect(judge(["a/must"], [faulted])).toEqual({ red: ["a/must"], survived: [], overreach: [] })
  })

  test.each(["blocked", "setup", "unsupported", "error"] as const)("is not noticed by %s", (verdict) => {
    const faulted = result("s", verdict, { "a/must": verdict }, { reason: "so" })
    expect(judge(["a/must"], [faulted]).survived).toEqual([`a/must: s: ${verdict}, so`])
  })

  test("is noticed by nonstrict if it is less than a must", () => {
    const faulted = result("s", "nonstrict", { "a/must": soft("a/must"), "a/should": soft("a/should") })
    expect(judge(["a/must", "a/should"], [faulted])).toEqual({
      red: ["a/should"],
      survived: ["a/must: s: nonstrict"],
      overreach: [],
    })
  })

  test("by chance need not turn red, and is no overreach when it does", () => {
    const faulted = result("s", "fail", { "a/must": "fail", "a/should": "fail" })
    expect(judge(["a/must"], [faulted], ["a/should"])).toEqual({
      red: ["a/must"],
      survived: [],
      overreach: [],
    })
    expect(judge(["a/must"], [faulted]).overreach).toEqual(["s a/should fail"])
  })

  test("may be a glob, all of which must turn red", () => {
    const faulted = result("s", "pass", {}, { wire: [{ requirement: rule, holds: false }] })
    expect(judge(["wire.id/*"], [faulted]).red).toEqual([rule])
    expect(judge(["a/*"], [faulted]).survived).toContain("a/must: no case judged it")
  })

  test("must exist and pass without the fault", () => {
    expect(judge(["a/nothing"], []).survived).toEqual(["a/nothing: no case judges it without the fault"])
    const failing = baselineOf(outcomesOf([result("s", "fail", { "a/must": "fail" })]))
    expect(judgeFault(["a/must"], [], failing, suite).named[0]?.why).toBe(
      "it does not pass without the fault",
    )
  })
})

describe("what is not named", () => {
  test("must not fail, nor lose its set-up, in a case that did not notice the fault", () => {
    const noticed = result("s", "fail", { "a/must": "fail" })
    const failed = result("t", "fail", { "a/extended": "fail" })
    const broken = result("t", "setup", { "a/extended": "setup" })
    expect(judge(["a/must"], [noticed, failed]).overreach).toEqual(["t a/extended fail"])
    expect(judge(["a/must"], [noticed, broken]).overreach).toEqual([])
  })

  test("must not fail in the case that noticed it either", () => {
    const faulted = result("s", "fail", { "a/must": "fail", "a/should": "fail" })
    expect(judge(["a/must"], [faulted]).overreach).toEqual(["s a/should fail"])
  })

  test("keeps the rules of the wire", () => {
    const faulted = result("s", "fail", { "a/must": "fail" }, { wire: [{ requirement: rule, holds: false }] })
    expect(judge(["a/must"], [faulted]).overreach).toEqual([`s ${rule} fail`])
  })

  test("may do as it likes where nothing is owed", () => {
    const faulted = result("t", "fail", { "a/probe": "fail", "a/may": "fail" })
    expect(judge([], [faulted]).overreach).toEqual([])
  })
})

test("a proof knows survivors, overreach, and the musts that nothing kills; a rule of the wire counts once", () => {
  const killed = { name: "f", says: "", breaks: ["a/must"], dead: undefined, cases: 1, ms: 1, overreach: [] }
  const named = [{ requirement: "a/must", red: true }]
  const results = [
    { ...killed, named },
    { ...killed, name: "g", named: [{ requirement: "a/should", red: false }] },
    { ...killed, name: "h", named, dead: "its process ended" },
  ]
  const proof = proofOf({ suite, baseline, results, isDue: () => true, seconds: 1 })
  expect(proof).toMatchObject({ faults: 3, killed: 2, survivors: ["g"], overreaching: ["h"] })
  expect(proof.unkilled).toEqual(["a/extended", "wire.id"])
  expect(proofOf({ suite, baseline, results, isDue: () => false, seconds: 1 }).unkilled).toEqual([])
})

describe("a case is as before", () => {
  const again = (...given: Parameters<typeof result>) => isAsBefore(result(...given), baseline)

  test("while all that passed passes", () => {
    expect(clean.every((result) => isAsBefore(result, baseline))).toBe(true)
    expect(again("s", "fail", { "a/must": "pass", "a/nothing": "fail" })).toBe(true)
  })

  test.each(["fail", "setup", "blocked", "unsupported", "error"] as const)("and not with %s", (verdict) => {
    expect(again("s", verdict, { "a/must": "pass", "a/should": verdict })).toBe(false)
  })

  test("and not when a rule of the wire is broken", () => {
    expect(again("s", "pass", { "a/must": "pass" }, { wire: [{ requirement: rule, holds: false }] })).toBe(
      false,
    )
  })

  test("nonstrict only if it was", () => {
    const faulted = result("s", "nonstrict", { "a/should": soft("a/should") })
    expect(isAsBefore(faulted, baseline)).toBe(false)
    expect(isAsBefore(faulted, baselineOf(outcomesOf([faulted])))).toBe(true)
  })
})
