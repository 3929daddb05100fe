import { findOperation } from "../../model/model.ts"
import { meant, nearest } from "../../model/nearest.ts"
import { operationsOfFlow } from "../capabilities.ts"
import { COMMON_ERRORS } from "../common-errors.ts"
import type { Step } from "../documents.ts"
import type { Path } from "../yaml.ts"
import type { Place } from "./places.ts"
import type { Rule } from "./rule.ts"

/** A refusal that a place expects: where its error is written, and which operations may answer it. */
interface Expected {
  types: { name: string; path: Path }[]
  operations: string[]
  undeclared: boolean
}

/** The refusals that a place expects; of a race one for each outcome. */
export function* refusalsOf({ step, path, scope }: Place): Generator<Expected> {
  if (!step) return
  const of = (fails: unknown, at: Path, operations: string[]): Expected | undefined => {
    const resolved = scope.evaluate(fails)
    if (resolved === undefined || resolved === null) return undefined
    const written = typeof fails === "object" && fails !== null && "type" in fails ? [...at, "type"] : at
    const types = typesOf(resolved)
    const name = (type: unknown, i: number) => ({
      name: String(type),
      path: types.length > 1 ? [...written, i] : written,
    })
    const undeclared = typeof resolved === "object" && "undeclared" in resolved
    return { types: types.filter((type) => typeof type === "string").map(name), operations, undeclared }
  }
  const own = "fails" in step ? of(step.fails, [...path, "fails"], operationsBehind(step)) : undefined
  if (own) yield own
  if (step.verb !== "race") return
  for (const [i, { fails }] of step.outcomes.entries()) {
    const expected = of(fails, [...path, "outcomes", i, "fails"], operationsBehind(step))
    if (expected) yield expected
  }
}

function typesOf(fails: unknown): unknown[] {
  if (typeof fails === "object" && fails !== null && "type" in fails)
    return [(fails as { type: unknown }).type].flat()
  return [fails].flat()
}

/** The operations that may have given a step's answer. */
function operationsBehind(step: Step): string[] {
  switch (step.verb) {
    case "call":
      return [step.call]
    case "flow":
      return operationsOfFlow(step.flow)
    case "token":
      return step.against ? [(step.against as { call: string }).call] : []
    case "race":
      return [step.race.do].flat().map((contender) => (contender as { call: string }).call)
    default:
      return []
  }
}

/** PP006: an error that is expected is one that the operation declares. */
export const errors: Rule = {
  id: "PP006",
  title: "Undeclared error",
  *check({ places }) {
    for (const place of places) {
      for (const { types, operations, undeclared } of refusalsOf(place)) {
        const models = operations.map(findOperation)
        if (undeclared || models.some((found) => !found)) continue
        const declared = models.flatMap((found) => found!.operation.errors)
        for (const { name, path } of types) {
          if (declared.includes(name) || COMMON_ERRORS.has(name)) continue
          yield {
            source: place.source,
            path,
            message: `${operations.join(" and ")} do${operations.length > 1 ? "" : "es"} not declare the error \`${name}\``,
            fix:
              meant(nearest(name, [...declared, ...COMMON_ERRORS])) ??
              "write `fails: { type: …, undeclared: why it is expected all the same }`",
          }
        }
      }
    }
  },
}
