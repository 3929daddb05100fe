import { expect, test } from "vitest"
import { readFacts } from "../../src/scenario/facts.ts"
import { lint } from "../../src/scenario/lint/index.ts"
import { formatProblem } from "../../src/scenario/problem.ts"
import { loadSuite } from "../../src/scenario/suite.ts"

test("the shipped scenarios have no errors", () => {
  const suite = loadSuite(["scenarios"])
  const problems = [...suite.problems, ...lint(suite, readFacts("docs/facts"))]
  expect(problems.filter(({ severity }) => severity === "error").map(formatProblem)).toEqual([])
})
