import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { readFacts } from "../../src/scenario/facts.ts"
import { lint, READING_RULES, RULES } from "../../src/scenario/lint/index.ts"
import { formatProblem, type Problem } from "../../src/scenario/problem.ts"
import { addDocument, loadSuite } from "../../src/scenario/suite.ts"
import { parseTarget } from "../../src/target/profile.ts"
import { parseExpectations } from "../../src/verdict/expectations.ts"

const folder = join(import.meta.dirname, "broken")
const facts = readFacts("docs/facts")

/** What is reported of one document beside the small sound suite in `base/`. */
function diagnose(name: string): Problem[] {
  const text = readFileSync(join(folder, name), "utf8")
  if (name.startsWith("target-")) return parseTarget(name, text).problems
  if (name.startsWith("expectations-")) return parseExpectations(name, text).problems
  const suite = loadSuite([join(import.meta.dirname, "base")])
  addDocument(suite, name, text)
  return [...suite.problems, ...lint(suite, facts)].filter(({ file }) => file === name)
}

const names = readdirSync(folder)
  .filter((name) => name.endsWith(".golden.yaml"))
  .sort()
const goldenOf = (name: string) => join(folder, name.replace(/yaml$/, "txt"))

// UPDATE_GOLDEN=1 writes what is reported now; read the difference before you commit it.
test("each broken document gets its diagnostics, and no others", () => {
  const reported = Object.fromEntries(
    names.map((name) => [name, `${diagnose(name).map(formatProblem).join("\n")}\n`]),
  )
  if (process.env.UPDATE_GOLDEN) for (const name of names) writeFileSync(goldenOf(name), reported[name]!)
  const golden = Object.fromEntries(
    names.map((name) => [
      name,
      existsSync(goldenOf(name)) ? readFileSync(goldenOf(name), "utf8") : "nothing yet",
    ]),
  )
  expect(reported).toEqual(golden)
})

test("every broken document is reported", () => {
  expect(names.filter((name) => diagnose(name).length === 0)).toEqual([])
})

test("every rule is seen to report something", () => {
  const seen = new Set(names.flatMap((name) => diagnose(name).map(({ rule }) => rule)))
  const known = [...READING_RULES, ...RULES].map(({ id }) => id)
  expect(known.filter((id) => !seen.has(id))).toEqual([])
  expect([...seen].filter((id) => !known.includes(id as `PP${string}`))).toEqual([])
})

test("the sound suite has no problems", () => {
  const suite = loadSuite([join(import.meta.dirname, "base")])
  const problems = [...suite.problems, ...lint(suite, facts)].filter(({ severity }) => severity === "error")
  expect(problems.map(formatProblem)).toEqual([])
})
