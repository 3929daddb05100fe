import { findOperation } from "../../model/model.ts"
import type { Step } from "../documents.ts"
import { match, patternProblems } from "../pattern.ts"
import type { Fixture, Scenario, Suite } from "../suite.ts"
import { refusalsOf } from "./errors.ts"
import type { Place } from "./places.ts"
import type { Rule } from "./rule.ts"
import { holdsUnknown } from "./static-scope.ts"

/** What a step does to the operations or flows that it names: succeed with them, see them refused, or both. */
interface Effect {
  name: string
  succeeds: boolean
  refused: boolean
}

function effectsOf(place: Place): Effect[] {
  const { step } = place
  const refused = [...refusalsOf(place)].length > 0
  switch (step?.verb) {
    case "call":
      return [{ name: step.call, succeeds: !refused, refused }]
    case "paginate":
      return [{ name: step.paginate, succeeds: true, refused: false }]
    case "flow":
      return [{ name: `flow ${step.flow}`, succeeds: !refused, refused }]
    case "race":
      return [step.race.do].flat().map((contender) => ({
        name: (contender as { call: string }).call,
        succeeds: step.outcomes.some(({ fails, atMost }) => fails === undefined && atMost !== 0),
        refused,
      }))
    default:
      return []
  }
}

/** What succeeds in the fixtures of scope `case` that a document uses, as far down as they go. */
function fixtureSuccesses(
  ids: readonly string[],
  byDocument: ByDocument,
  suite: Suite,
  seen = new Set<string>(),
): string[] {
  return ids.flatMap((id) => {
    const fixture = suite.fixtures.get(id)
    if (!fixture || seen.has(id)) return []
    seen.add(id)
    return [
      ...(byDocument.get(fixture) ?? [])
        .flatMap(effectsOf)
        .filter(({ succeeds }) => succeeds)
        .map(({ name }) => name),
      ...fixtureSuccesses(fixturesOf(fixture, suite), byDocument, suite, seen),
    ]
  })
}

/** Fixtures that are set up for a case alone: of scope `case` in `use`, of any scope behind a `use` step. */
function fixturesOf(document: Scenario | Fixture, suite: Suite): string[] {
  const named = Object.values(document.use ?? {}).map((reference) =>
    typeof reference === "string" ? reference : reference.fixture,
  )
  const steps: readonly Step[] = [
    ...document.steps,
    ...("property" in document ? (document.property?.steps ?? []) : []),
  ]
  return [
    ...named.filter((id) => suite.fixtures.get(id)?.scope === "case"),
    ...steps.flatMap((step) => (step.verb === "use" ? [step.use] : [])),
  ]
}

type ByDocument = ReadonlyMap<Place["document"], readonly Place[]>

function groupBy<K>(places: readonly Place[], key: (place: Place) => K): Map<K, Place[]> {
  const groups = new Map<K, Place[]>()
  for (const place of places) {
    const group = groups.get(key(place))
    if (group) group.push(place)
    else groups.set(key(place), [place])
  }
  return groups
}

/** Whether a pattern holds for an empty answer; one that is no pattern (PP025) or needs a run does not. */
function fitsNothing(pattern: unknown): boolean {
  if (holdsUnknown(pattern) || patternProblems(pattern).length > 0) return false
  return match(pattern, {}, { now: 0 }).every(({ soft }) => soft)
}

/** Whether a step holds against a server that answers `200 {}` to everything. */
function holdsAgainstNothing({ step, scope }: Place): boolean {
  switch (step?.verb) {
    case "call":
      return (
        findOperation(step.call) !== undefined &&
        step.fails === undefined &&
        step.responds === undefined &&
        Object.values(step.save ?? {}).every((rule) => typeof rule !== "string" && "default" in rule) &&
        (step.returns === undefined || fitsNothing(scope.evaluate(step.returns)))
      )
    case "use":
    case "clock":
    case "relyingParty":
    case "stream": // its steps are places of their own
      return true
    default:
      return false
  }
}

/** PP016: a refusal proves something only beside a success; and a case proves something only if a server that does nothing fails it. */
export const controls: Rule = {
  id: "PP016",
  title: "Refusal without a positive control, or a case that a server without any effect passes",
  *check({ places, suite }) {
    const steps = places.filter(({ step }) => step !== undefined)
    const byDocument = groupBy(steps, ({ document }) => document)
    for (const [document, all] of byDocument) {
      if ("exports" in document) continue
      const inherited =
        "commands" in document ? [] : fixtureSuccesses(fixturesOf(document, suite), byDocument, suite)
      for (const [row, own] of groupBy(all, (place) => place.row)) {
        // Of a state model, what counts is what the rows expect, not the command as it stands.
        const taken = "commands" in document ? own.filter(({ path, step }) => path !== step?.path) : own
        const effects = taken.flatMap((place) => effectsOf(place).map((effect) => ({ ...effect, place })))
        const controlled = new Set([...inherited, ...effects.filter((e) => e.succeeds).map((e) => e.name)])
        const inCase = row === undefined ? "" : ` (case \`${row}\`)`
        for (const { name, refused, place } of effects)
          if (refused && !controlled.has(name))
            yield {
              source: place.source,
              path: [...place.path, place.step!.verb],
              message: `${name} is refused here, and never succeeds in this case${inCase}`,
              fix: `add the same \`${name.replace(" ", ": ")}\` with right input before or after: a server that refuses everything must not pass`,
            }
        if ("commands" in document || document.property || !taken.every(holdsAgainstNothing)) continue
        yield {
          source: document.source,
          path: ["steps"],
          ofKey: true,
          severity: Object.keys(document.use ?? {}).length > 0 ? "warning" : "error",
          message: `a server that answers \`200 {}\` to everything passes this case${inCase}`,
          fix: "look at what the operation changed, or give it a `returns`",
        }
      }
    }
  },
}
