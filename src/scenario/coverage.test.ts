import { expect, test } from "vitest"
import { coverage, coverageProblems } from "./coverage.ts"
import { parseFacts } from "./facts.ts"
import { addDocument, emptySuite } from "./suite.ts"

const facts = parseFacts(
  "facts.md",
  `
- ABC-001 Seen. [obs]
- ABC-002 Believed. [inf]
- ABC-003 Cannot be provoked. [doc]
- ABC-004 Nobody cites this. [doc]
`,
)

const row = (fact: string, more: string) =>
  `{ says: A sentence., level: core, evidence: observed, facts: [${fact}], ${more} }`

function suiteOf(requirements: string, ...documents: string[]) {
  const suite = emptySuite("test")
  addDocument(
    suite,
    "register.yaml",
    `poolproof: 1\nkind: Requirements\narea: demo.one\nrequirements:\n${requirements}`,
  )
  for (const [i, text] of documents.entries()) addDocument(suite, `${i}.yaml`, text)
  expect(suite.problems).toEqual([])
  return suite
}

const scenario = `
poolproof: 1
id: demo.works
title: It works
proves: [demo.one/works]
steps:
  - call: idp.ListUserPools
    with: { MaxResults: 1 }
    returns: { UserPools: { $type: array } }
  - race:
      width: 2
      do: { call: identity.ListIdentityPools, with: { MaxResults: 1 } }
    outcomes: [{ rest: true }]
  - flow: userPassword
    with: { Username: a, Password: b }
`
const register = `
  works: ${row("ABC-001", "strength: must")}
  wished: ${row("ABC-001", "strength: must")}
  guessed: ${row("ABC-002", "strength: probe")}
  hidden: ${row("ABC-003", "strength: must, untestable: It cannot be provoked")}
  later: ${row("ABC-001", "strength: must, deferred: sts")}
  wire: ${row("ABC-001", "strength: must, per: operation")}
`

test("each requirement is counted once, facts by who cites them, operations by who calls them", () => {
  const covered = coverage(suiteOf(register, scenario), facts)
  expect(covered.requirements).toEqual({
    total: 6,
    proven: 2,
    probes: 1,
    untestable: 1,
    deferred: 1,
    unproven: ["demo.one/wished"],
  })
  expect(covered.facts).toEqual({ total: 4, accounted: 3, unaccounted: ["ABC-004"] })
  expect(covered.operations["cognito-idp"]).toEqual({ total: 132, called: 3 })
  expect(covered.operations["cognito-identity"]).toEqual({ total: 23, called: 1 })
})

test("an area is itself and what lies below it", () => {
  const suite = suiteOf(register, scenario)
  expect(coverage(suite, facts, "demo").requirements.total).toBe(6)
  expect(coverage(suite, facts, "demo.one").facts.unaccounted).toEqual([])
  expect(coverage(suite, facts, "dem").requirements.total).toBe(0)
})

test("the facts of an area are those that it cites, and those of the files about it", () => {
  const suite = suiteOf(register, scenario)
  const others = parseFacts("docs/facts/demo-and-more.md", "- DEM-001 About the area. [doc]")
  const about = coverage(suite, [...facts, ...others], "demo").facts
  expect(about).toEqual({ total: 4, accounted: 3, unaccounted: ["DEM-001"] })
})

test("the check finds what does not fit together", () => {
  const suite = suiteOf(
    `
  works: ${row("ABC-001", "strength: must")}
  wished: ${row("ABC-009", "strength: must")}
  weak: ${row("ABC-002", "strength: must")}
  timid: ${row("ABC-001", "strength: probe")}
  excused: ${row("ABC-001", "strength: must, untestable: Too hard")}
`,
    scenario.replace("demo.one/works]", "demo.one/works, demo.one/nothing]"),
  )
  const found = coverageProblems(suite, facts).map(
    ({ rule, file, line, severity }) => `${rule} ${file}:${line} ${severity}`,
  )
  expect(found.sort()).toEqual([
    "PP001 0.yaml:5 error",
    "PP013 register.yaml:7 error",
    "PP013 register.yaml:8 error",
    "PP028 register.yaml:7 error",
    "PP029 register.yaml:8 error",
    "PP029 register.yaml:8 error",
    "PP029 register.yaml:9 error",
    "PP030 register.yaml:10 error",
  ])
})
