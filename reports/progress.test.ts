import { expect, test } from "vitest"
import type { RunEvent } from "../src/verdict/events.ts"
import { examplePlan, exampleSuite, planned, result } from "../src/verdict/example-run.test-data.ts"
import { progress } from "./progress.ts"

const suite = exampleSuite()
const { cases } = examplePlan([planned(suite, "s", []), planned(suite, "t", [])])
const events: RunEvent[] = [
  { type: "run-start", cases: 3, at: 0 },
  { type: "case-start", case: cases[0]!, at: 0 },
  { type: "case-end", result: result("s", "fail", {}), at: 4_000 },
  { type: "case-start", case: cases[1]!, at: 4_000 },
  { type: "case-end", result: result("t", "setup", {}, { reason: "no pool: \x1b[31mred" }), at: 11_000 },
  { type: "target-dead", why: "connection refused", during: "t", at: 11_000 },
  { type: "clean-up", deleted: 2, left: [], at: 11_500 },
  { type: "run-end", at: 12_000 },
]

function shown(tty: boolean, quiet = false): string {
  let text = ""
  const listener = progress({ write: (more) => (text += more), tty, columns: 60, quiet })
  for (const event of events) listener(event)
  return text
}

test("plain lines", () => {
  expect(shown(false)).toMatchInlineSnapshot(`
    "3 cases
    fail   s
    setup  t: no pool: \\u001b[31mred
    2/3, 2 deviating
    the target died during t: connection refused
    2/3, 2 deviating
    "
  `)
})

test("where deviations are known, only how many", () => {
  expect(shown(false, true)).toBe(
    "3 cases\n2/3, 2 deviating\nthe target died during t: connection refused\n2/3, 2 deviating\n",
  )
})

test("one line on a terminal, gone at the end", () => {
  expect(shown(true).replaceAll("\r\x1b[K", "⏎")).toMatchInlineSnapshot(`
    "⏎0/3  s⏎fail   s
    ⏎1/3, 1 deviating  s⏎1/3, 1 deviating  t⏎setup  t: no pool: \\u001b[31mred
    ⏎2/3, 2 deviating  t⏎the target died during t: connection refused
    ⏎2/3, 2 deviating  cleaned up: 2 deleted⏎"
  `)
})
