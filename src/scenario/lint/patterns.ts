import type { Step } from "../documents.ts"
import { patternProblems } from "../pattern.ts"
import type { Path } from "../yaml.ts"
import type { Rule } from "./rule.ts"

type Placed = [pattern: unknown, ...path: (string | number)[]]

/** The patterns of a step, each with its place below the step. */
function patternsOf(step: Step): Placed[] {
  const fields = step as Record<string, unknown>
  const named = (["returns", "header", "claims", "is", "events"] as const).map(
    (name): Placed => [fields[name], name],
  )
  const { responds, fails } = fields as {
    responds?: { headers?: Record<string, unknown>; body?: unknown }
    fails?: unknown
  }
  const outcomes = step.verb === "race" ? step.outcomes : []
  return [
    ...named,
    ...Object.entries(responds?.headers ?? {}).map(
      ([name, pattern]): Placed => [pattern, "responds", "headers", name],
    ),
    [responds?.body, "responds", "body"],
    [messageOf(fails), "fails", "message"],
    ...outcomes.flatMap((outcome, i): Placed[] => [
      [outcome.returns, "outcomes", i, "returns"],
      [messageOf(outcome.fails), "outcomes", i, "fails", "message"],
    ]),
  ]
}

function messageOf(fails: unknown): unknown {
  return typeof fails === "object" && fails !== null ? (fails as { message?: unknown }).message : undefined
}

/** PP025: a pattern is made of operators that are there, with operands that they take. */
export const patterns: Rule = {
  id: "PP025",
  title: "Bad pattern",
  *check({ places }) {
    for (const { source, step, path, value } of places) {
      // A value of `given`, or of a row, may be a pattern that a step refers to.
      for (const [pattern, ...below] of step ? patternsOf(step) : [[value] as Placed]) {
        const at: Path = [...path, ...below]
        for (const problem of patternProblems(pattern))
          yield {
            source,
            path: [...at, ...problem.path],
            ofKey: true,
            message: problem.message,
            fix: problem.fix,
          }
      }
    }
  },
}
