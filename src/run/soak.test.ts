import { expect, test } from "vitest"
import { exampleRun, result } from "../verdict/example-run.test-data.ts"
import { judgeRun } from "../verdict/judge-run.ts"
import type { CaseResult } from "../verdict/result.ts"
import { unstable } from "./soak.ts"

const rule = "wire.id/idp.SignUp"
const run = (seed: number, verdict: "pass" | "fail", wire: CaseResult["wire"] = []) =>
  judgeRun(
    exampleRun([
      result("s", verdict, { "a/must": verdict, "a/should": "fail" }, { replay: `s:${seed}`, wire }),
    ]),
  )

test("what deviates now and then is unstable, with the token of each deviation; what always does is not", () => {
  expect(unstable([run(1, "pass"), run(2, "fail"), run(3, "pass"), run(4, "fail"), run(5, "pass")])).toEqual([
    { requirement: "a/must", case: "s", verdicts: { pass: 3, fail: 2 }, replays: ["s:2", "s:4"] },
  ])
  expect(unstable([run(1, "fail"), run(2, "fail")])).toEqual([])
})

test("a rule of the wire is unstable for itself, and not when some runs say nothing of it", () => {
  const kept = [{ requirement: rule, holds: true }]
  const broken = [{ requirement: rule, holds: false }]
  expect(unstable([run(1, "pass", kept), run(2, "pass", broken), run(3, "pass", kept)])).toEqual([
    { requirement: rule, case: "s", verdicts: { pass: 2, fail: 1 }, replays: ["s:2"] },
  ])
  expect(unstable([run(1, "pass", kept), run(2, "pass")])).toEqual([])
})
