import { meant, nearest } from "../../model/nearest.ts"
import { fixturesUsed } from "../capabilities.ts"
import type { Fixture, Scenario, StateModel, Suite } from "../suite.ts"
import type { Path } from "../yaml.ts"
import type { Finding, Rule } from "./rule.ts"

/** One document that names another, and the parameters it gives. */
interface Mention {
  document: Scenario | Fixture | StateModel
  kind: "fixture" | "state model"
  id: string
  path: Path
  input: { path: Path; names: string[] }
}

function* mentionsIn(document: Scenario | Fixture): Generator<Mention> {
  for (const [alias, reference] of Object.entries(document.use ?? {})) {
    const path = ["use", alias]
    const { fixture, with: input = {} } = typeof reference === "string" ? { fixture: reference } : reference
    yield {
      document,
      kind: "fixture",
      id: fixture,
      path: typeof reference === "string" ? path : [...path, "fixture"],
      input: { path: [...path, "with"], names: Object.keys(input) },
    }
  }
  const steps =
    "exports" in document
      ? document.steps
      : [...document.steps, ...(document.property?.steps ?? []), ...document.finally]
  for (const step of steps) {
    if (step.verb !== "use" && step.verb !== "model") continue
    yield {
      document,
      kind: step.verb === "use" ? "fixture" : "state model",
      id: step.verb === "use" ? step.use : step.model,
      path: [...step.path, step.verb],
      input: { path: [...step.path, "with"], names: Object.keys(step.with ?? {}) },
    }
  }
}

function* findings({ document, kind, id, path, input }: Mention, suite: Suite): Generator<Finding> {
  const { source } = document
  const known: ReadonlyMap<string, Fixture | StateModel> = kind === "fixture" ? suite.fixtures : suite.models
  const found = known.get(id)
  if (!found) {
    const near = meant(nearest(id, known.keys()))
    yield {
      source,
      path,
      message: `there is no ${kind} \`${id}\``,
      fix: near ?? `${kind}s: ${[...known.keys()].join(", ") || "none"}`,
    }
    return
  }
  const params = Object.keys(found.params ?? {})
  for (const name of input.names)
    if (!params.includes(name))
      yield {
        source,
        path: [...input.path, name],
        ofKey: true,
        message: `\`${id}\` has no parameter \`${name}\``,
        fix:
          meant(nearest(name, params)) ??
          (params.length > 0 ? `parameters: ${params.join(", ")}` : "it has none"),
      }
}

/** The fixtures on the way from a fixture back to itself. */
function cycle(from: string, suite: Suite, above: readonly string[] = []): string[] | undefined {
  if (above.includes(from)) return from === above[0] ? [...above, from] : undefined
  const fixture = suite.fixtures.get(from)
  if (!fixture) return undefined
  const next = [
    ...fixturesUsed(fixture),
    ...fixture.steps.flatMap((step) => (step.verb === "use" ? [step.use] : [])),
  ]
  for (const id of next) {
    const found = cycle(id, suite, [...above, from])
    if (found) return found
  }
  return undefined
}

/** PP022: fixtures, state models and their parameters are there. */
export const fixtures: Rule = {
  id: "PP022",
  title: "Unknown fixture, state model or parameter",
  *check({ suite }) {
    for (const document of [...suite.scenarios.values(), ...suite.fixtures.values()])
      for (const mention of mentionsIn(document)) yield* findings(mention, suite)
    for (const [id, { source }] of suite.fixtures) {
      const circle = cycle(id, suite)
      if (circle)
        yield {
          source,
          path: ["id"],
          message: `the fixture needs itself: ${circle.join(" → ")}`,
          fix: "move what both need to a third fixture",
        }
    }
  },
}
