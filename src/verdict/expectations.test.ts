import { expect, test } from "vitest"
import { formatProblem } from "../scenario/problem.ts"
import { parseExpectations } from "./expectations.ts"

test("an expectations file", () => {
  const { expectations, problems } = parseExpectations(
    "targets/x.expectations.yaml",
    `poolproof: 1
kind: Expectations
target: x
entries:
  - id: x-17
    requirement: [idp.confirm-sign-up/code-mismatch, idp.groups/*]
    scenario: confirm.**
    verdict: [fail, flaky]
    when: { version: ">=1.2 <1.5" }
    signature: { type: NotAuthorizedException, status: 400, path: __type }
    reason: Refuses with NotAuthorizedException.
    issue: https://example.org/issues/17
    expires: 2026-12-31
`,
  )
  expect(problems).toEqual([])
  expect(expectations).toMatchObject({
    file: "targets/x.expectations.yaml",
    entries: [{ id: "x-17", verdict: ["fail", "flaky"], expires: "2026-12-31" }],
  })
})

test("what is wrong with one is said with its place", () => {
  const { expectations, problems } = parseExpectations(
    "e.yaml",
    `poolproof: 1
kind: Expectations
entries:
  - { id: a, requirement: x/y, verdict: pass, reason: r }
  - { id: b, requirment: x/y, verdict: fail, reason: r }
  - { id: c, requirement: x/y, verdict: fail }
  - { id: d, requirement: x/y, verdict: fail, reason: r, when: { version: "~1" }, expires: 2026-13-01 }
`,
  )
  expect(expectations).toBeUndefined()
  expect(problems.map(formatProblem).join("\n")).toMatchInlineSnapshot(`
    "e.yaml:4:41: error PP112: \`entries[0].verdict\` must be \`fail\` or \`nonstrict\` or \`unsupported\` or \`blocked\` or \`setup\` or \`flaky\`
    e.yaml:5:14: error PP110: unknown key \`requirment\`
        fix: did you mean \`requirement\`?
    e.yaml:6:5: error PP111: \`entries[2].reason\` is missing
        fix: add \`reason:\` (string)
    e.yaml:7:75: error PP112: \`entries[3].when.version\`: a range is versions with <, <=, >, >= or =, joined by spaces: \`>=1.2 <1.5\`
    e.yaml:7:92: error PP112: \`entries[3].expires\`: a date, like 2026-12-31"
  `)
})

test("entries must be about something, and have ids of their own", () => {
  const { expectations, problems } = parseExpectations(
    "e.yaml",
    "poolproof: 1\nkind: Expectations\nentries:\n  - { id: a, verdict: fail, reason: r }\n  - { id: a, requirement: x/y, verdict: fail, reason: r }\n",
  )
  expect(expectations).toBeUndefined()
  expect(problems.map(formatProblem).join("\n")).toMatchInlineSnapshot(`
    "e.yaml:4:5: error PP111: \`a\` says of nothing what is expected
        fix: add \`requirement:\` or \`scenario:\`
    e.yaml:5:11: error PP012: \`a\` is already the id of another entry
        fix: ids are unique; choose another"
  `)
})
