import { basename } from "node:path"
import { loadModel, operationNames } from "../model/model.ts"
import { operationsOfFlow } from "./capabilities.ts"
import type { Step } from "./documents.ts"
import type { Fact } from "./facts.ts"
import { globMatcher } from "./glob.ts"
import { excuses, strengths, unknownFacts } from "./lint/evidence.ts"
import { placesOf } from "./lint/places.ts"
import { provenIds, requirements, unproven } from "./lint/requirements.ts"
import { problemOf } from "./lint/rule.ts"
import type { Problem } from "./problem.ts"
import type { Requirement, Suite } from "./suite.ts"

/** How much of what is known is proven (design §3). Each requirement is counted once; a probe is one, with or without a scenario. */
export interface Coverage {
  requirements: {
    total: number
    proven: number
    probes: number
    untestable: number
    deferred: number
    unproven: string[]
  }
  /** A fact is accounted for when a requirement cites it. */
  facts: { total: number; accounted: number; unaccounted: string[] }
  operations: Record<"cognito-idp" | "cognito-identity", { total: number; called: number }>
}

/**
 * What the scenarios prove, which facts requirements rest on, and which operations anything calls.
 * With an area (`tokens`, `idp.*`): its requirements, the facts that they cite, and every fact of the files about it,
 * whoever cites it: `tokens` is told by `tokens-jwks.md`, `triggers` by `lambda-triggers.md`.
 */
export function coverage(suite: Suite, facts: readonly Fact[], area?: string): Coverage {
  const selected = [...suite.requirements.values()].filter(inArea(area))
  const cited = new Set([...suite.requirements.values()].flatMap((requirement) => requirement.facts))
  const citedHere = new Set(selected.flatMap((requirement) => requirement.facts))
  const considered =
    area === undefined ? facts : facts.filter((fact) => citedHere.has(fact.id) || isAbout(area, fact))
  const unaccounted = considered.filter(({ id }) => !cited.has(id)).map(({ id }) => id)
  return {
    requirements: countRequirements(selected, provenIds(suite)),
    facts: { total: considered.length, accounted: considered.length - unaccounted.length, unaccounted },
    operations: countOperations(suite),
  }
}

/** Whether the file of a fact has the area's name among the words of its own. */
function isAbout(area: string, { file }: Fact): boolean {
  return basename(file, ".md").split("-").some(globMatcher(area))
}

function inArea(area: string | undefined): (requirement: Requirement) => boolean {
  if (area === undefined) return () => true
  const [itself, below] = [globMatcher(area), globMatcher(`${area}.**`)]
  return (requirement) => itself(requirement.area) || below(requirement.area)
}

function countRequirements(
  selected: readonly Requirement[],
  proven: ReadonlySet<string>,
): Coverage["requirements"] {
  const groups = Object.groupBy(selected, (requirement) => {
    if (requirement.untestable !== undefined) return "untestable"
    if (requirement.deferred !== undefined) return "deferred"
    if (requirement.strength === "probe") return "probes"
    return requirement.per || proven.has(requirement.id) ? "proven" : "unproven"
  })
  return {
    total: selected.length,
    proven: groups.proven?.length ?? 0,
    probes: groups.probes?.length ?? 0,
    untestable: groups.untestable?.length ?? 0,
    deferred: groups.deferred?.length ?? 0,
    unproven: (groups.unproven ?? []).map(({ id }) => id),
  }
}

function countOperations(suite: Suite): Coverage["operations"] {
  const called = new Set(placesOf(suite).flatMap(({ step }) => (step ? operationsOfStep(step) : [])))
  const count = (prefix: string, service: "cognito-idp" | "cognito-identity") => ({
    total: Object.keys(loadModel(service).operations).length,
    called: operationNames().filter((name) => name.startsWith(prefix) && called.has(name)).length,
  })
  return {
    "cognito-idp": count("idp.", "cognito-idp"),
    "cognito-identity": count("identity.", "cognito-identity"),
  }
}

/** The operations that a step calls itself. Calls inside a race or behind a token are places of their own. */
function operationsOfStep(step: Step): string[] {
  switch (step.verb) {
    case "call":
      return [step.call]
    case "paginate":
      return [step.paginate]
    case "flow":
      return operationsOfFlow(step.flow)
    default:
      return []
  }
}

/** Where register, scenarios and facts do not fit together: what `coverage --check` fails for. */
export function coverageProblems(suite: Suite, facts: readonly Fact[]): Problem[] {
  const context = { suite, facts: new Map(facts.map((fact) => [fact.id, fact])), places: placesOf(suite) }
  return [requirements, unproven, unknownFacts, strengths, excuses].flatMap((rule) =>
    [...rule.check(context)].map((finding) => problemOf(rule, { ...finding, severity: "error" })),
  )
}
