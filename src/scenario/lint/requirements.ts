import { meant, nearest } from "../../model/nearest.ts"
import { requirementsOfSteps } from "../capabilities.ts"
import type { Step } from "../documents.ts"
import { findRequirement, listOf, type Requirement, type Scenario, type Suite } from "../suite.ts"
import type { Path, Source } from "../yaml.ts"
import type { Place } from "./places.ts"
import type { Finding, Rule } from "./rule.ts"

interface Claim {
  id: string
  source: Source
  path: Path
}

/** Every place that names a requirement as proven by a step or row. */
function* claimsOf(places: readonly Place[], suite: Suite): Generator<Claim> {
  for (const { source, step, path } of places)
    if (step && path === step.path) yield* claims(step.proves, source, path)
  for (const machine of suite.models.values()) {
    const rows = Object.values(machine.commands).flatMap(({ table }) => table)
    for (const row of rows) yield* claims(row.proves, machine.source, row.path)
    for (const [i, look] of machine.invariant.entries())
      yield* claims(look.proves, machine.source, ["invariant", i])
  }
}

function* claims(proves: string | string[] | undefined, source: Source, path: Path): Generator<Claim> {
  for (const [i, id] of listOf(proves).entries())
    yield { id, source, path: [...path, "proves", ...(Array.isArray(proves) ? [i] : [])] }
}

/** PP001: what is proven stands in the register, and in the scenario's own list. */
export const requirements: Rule = {
  id: "PP001",
  title: "Unknown requirement",
  *check({ suite, places }) {
    const stated = [...suite.scenarios.values()].flatMap(({ source, proves }) => [
      ...claims(proves, source, []),
    ])
    for (const { id, source, path } of [...stated, ...claimsOf(places, suite)]) {
      if (findRequirement(suite, id)) continue
      const near = nearest(id, suite.requirements.keys())
      yield {
        source,
        path,
        message: `there is no requirement \`${id}\``,
        fix: meant(near) ?? `add it to the register of \`${id.split("/")[0]}\` in scenarios/requirements/`,
      }
    }
    for (const { document, source, step, path } of places) {
      if (!step || !("proves" in document) || path !== step.path) continue
      for (const { id, path: at } of claims(step.proves, source, path))
        if (!document.proves.includes(id) && findRequirement(suite, id))
          yield {
            source,
            path: at,
            message: `the step proves \`${id}\`, which the scenario's own \`proves\` lacks`,
            fix: `add it to \`proves\` of ${document.id}`,
          }
    }
  },
}

/** Verbs that change the scene and look at nothing. */
function judges(step: Step): boolean {
  if (step.verb === "use" || step.verb === "clock" || step.verb === "relyingParty") return false
  return step.verb !== "trigger" || step.events !== undefined
}

/** PP002: every requirement of a scenario is judged by one of its steps. */
export const proves: Rule = {
  id: "PP002",
  title: "A requirement that no step judges",
  *check({ suite }) {
    for (const scenario of suite.scenarios.values()) {
      const named = requirementsOfSteps(scenario, suite)
      // A name that nobody knows (PP001) may be meant for any of these.
      if ([...named].some((id) => !findRequirement(suite, id))) continue
      const steps = [...scenario.steps, ...(scenario.property?.steps ?? [])]
      const witnesses = steps.filter((step) => judges(step) && !step.proves)
      for (const [i, id] of scenario.proves.entries()) {
        if (named.has(id) || witnesses.length > 0 || !findRequirement(suite, id)) continue
        yield {
          source: scenario.source,
          path: ["proves", i],
          message: `no step judges \`${id}\`: ${steps.some(judges) ? "each names other requirements" : "none looks at an answer"}`,
          fix: `write \`proves: ${id}\` at the step that observes it`,
        }
      }
      yield* idleClaims(scenario, steps)
    }
  },
}

function* idleClaims(scenario: Scenario, steps: readonly Step[]): Generator<Finding> {
  for (const step of steps)
    if (step.proves && !judges(step))
      yield {
        source: scenario.source,
        path: [...step.path, "proves"],
        message: `\`${step.verb}\` observes nothing, so it proves nothing`,
        fix: "move `proves` to the step that looks at the result",
      }
}

/** Requirements that some scenario proves, by id; instances of a `per: operation` row count for the row. */
export function provenIds(suite: Suite): Set<string> {
  const ids = new Set<string>()
  for (const scenario of suite.scenarios.values())
    for (const id of scenario.proves) ids.add(findRequirement(suite, id)?.id ?? id)
  return ids
}

/** Whether a requirement waits for a scenario: neither a rule of every answer, nor known to have none. */
export function needsScenario({ per, untestable, deferred, strength }: Requirement): boolean {
  return !per && untestable === undefined && deferred === undefined && strength !== "probe"
}

/** PP013: a sentence that no scenario proves is only a wish. */
export const unproven: Rule = {
  id: "PP013",
  title: "Requirement without a scenario",
  *check({ suite }) {
    const proven = provenIds(suite)
    for (const requirement of suite.requirements.values()) {
      const { id, source, path } = requirement
      if (proven.has(id) || !needsScenario(requirement)) continue
      yield {
        source,
        path,
        ofKey: true,
        severity: "warning",
        message: `no scenario proves \`${id}\``,
        fix: "write one, or say why there is none: `deferred`, `untestable`",
      }
    }
  },
}
