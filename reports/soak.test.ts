import { expect, test } from "vitest"
import { soakReport } from "./soak.ts"

test("what was not stable, with how to see it again", () => {
  const replays = ["s:2", "s:4", "s:5", "s:9"]
  const unstable = [{ requirement: "a/must", case: "s", verdicts: { pass: 16, fail: 4 }, replays }]
  expect(soakReport({ runs: 20, seed: 1, seconds: 61.2, unstable })).toMatchInlineSnapshot(`
    "a/must in s: 16 pass, 4 fail
      poolproof replay s:2
      poolproof replay s:4
      poolproof replay s:5
      and 1 more

    20 runs, seeds 1 to 20, 61.2 s: 1 verdict not stable.
    "
  `)
  expect(soakReport({ runs: 20, seed: 1, seconds: 61.2, unstable: [] })).toBe(
    "20 runs, seeds 1 to 20, 61.2 s: every verdict was stable.\n",
  )
})
