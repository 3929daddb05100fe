import type { Step } from "./documents.ts"
import { type Fixture, listOf, type Scenario, type StateModel, type Suite } from "./suite.ts"

/** What a flow calls; its auth flow is a capability of its own, because targets have operations without every flow. */
const FLOW_NEEDS = {
  userPassword: ["op.idp.InitiateAuth", "op.idp.RespondToAuthChallenge", "flow.USER_PASSWORD_AUTH"],
  userSrp: ["op.idp.InitiateAuth", "op.idp.RespondToAuthChallenge", "flow.USER_SRP_AUTH"],
  softwareTokenSetup: ["op.idp.AssociateSoftwareToken", "op.idp.VerifySoftwareToken"],
} as const

/** Operations that a flow may call, for coverage. */
export function operationsOfFlow(flow: keyof typeof FLOW_NEEDS): string[] {
  return FLOW_NEEDS[flow].filter((need) => need.startsWith("op.")).map((need) => need.slice("op.".length))
}

/** Every capability that a scenario needs: declared in `needs`, and derived from its verbs, fixtures and state models. */
export function needsOf(scenario: Scenario, suite: Suite): string[] {
  const needs = new Set(scenario.needs ?? [])
  const seen = new Set<string>()
  for (const { step } of everyStep(scenario, suite, seen))
    for (const need of needsOfStep(step)) needs.add(need)
  for (const id of seen) for (const need of suite.fixtures.get(id)?.needs ?? []) needs.add(need)
  return [...needs].sort()
}

/** What one step needs, itself. */
export function needsOfStep(step: Step): string[] {
  switch (step.verb) {
    case "call":
      return [`op.${step.call}`, ...authFlow(step.with)]
    case "paginate":
      return [`op.${step.paginate}`]
    case "race":
      return [step.race.do].flat().map((contender) => `op.${(contender as { call: string }).call}`)
    case "flow":
      return [...FLOW_NEEDS[step.flow]]
    case "inbox":
      return ["inbox"]
    case "clock":
      return ["clock.advance"]
    case "jwks":
      return step.do ? [`keys.${step.do}`] : []
    case "trigger":
      return ["lambda"]
    case "stream":
      // Keys that change only by a restart cannot change while a stream goes on.
      return (step.stream.meanwhile ?? [])
        .flatMap((happening) => happening.do)
        .some((nested) => nested.verb === "jwks" && nested.do === "rotate")
        ? ["keys.rotate.live"]
        : []
    case "token":
      return step.against ? [`op.${(step.against as { call: string }).call}`] : []
    default:
      return []
  }
}

function authFlow(input: Record<string, unknown> | undefined): string[] {
  const flow = input?.AuthFlow
  return typeof flow === "string" && /^[A-Z_]+$/.test(flow) ? [`flow.${flow}`] : []
}

interface PlacedStep {
  step: Step
  /** The document that it stands in. */
  document: Scenario | Fixture | StateModel
}

/** Every step that a scenario may run: its own, its fixtures', its state models'. `seen` collects the ids of those. */
export function* everyStep(
  scenario: Scenario,
  suite: Suite,
  seen = new Set<string>(),
): Generator<PlacedStep> {
  const own = [...scenario.steps, ...(scenario.property?.steps ?? []), ...scenario.finally]
  yield* stepsBelow(own, scenario, suite, seen)
  for (const id of fixturesUsed(scenario)) yield* stepsOfFixture(id, suite, seen)
}

/** A step, and those of a stream's rounds and of what happens meanwhile. */
export function* withNested(step: Step): Generator<Step> {
  yield step
  if (step.verb !== "stream") return
  const { do: round, meanwhile = [] } = step.stream
  for (const nested of [...round, ...meanwhile.flatMap((happening) => happening.do)])
    yield* withNested(nested)
}

function* stepsBelow(
  steps: readonly Step[],
  document: PlacedStep["document"],
  suite: Suite,
  seen: Set<string>,
): Generator<PlacedStep> {
  for (const step of steps.flatMap((step) => [...withNested(step)])) {
    yield { step, document }
    if (step.verb === "use") yield* stepsOfFixture(step.use, suite, seen)
    if (step.verb === "model") yield* stepsOfModel(step.model, suite, seen)
  }
}

function* stepsOfFixture(id: string, suite: Suite, seen: Set<string>): Generator<PlacedStep> {
  const fixture = suite.fixtures.get(id)
  if (!fixture || seen.has(id)) return
  seen.add(id)
  yield* stepsBelow(fixture.steps, fixture, suite, seen)
  for (const other of fixturesUsed(fixture)) yield* stepsOfFixture(other, suite, seen)
}

function* stepsOfModel(id: string, suite: Suite, seen: Set<string>): Generator<PlacedStep> {
  const machine = suite.models.get(id)
  if (!machine || seen.has(id)) return
  seen.add(id)
  yield* stepsBelow(
    [...Object.values(machine.commands), ...machine.invariant].map((command) => command.do),
    machine,
    suite,
    seen,
  )
}

/** Ids of the fixtures that a document's `use` names. */
export function fixturesUsed(document: Pick<Scenario | Fixture, "use">): string[] {
  return Object.values(document.use ?? {}).map((reference) =>
    typeof reference === "string" ? reference : reference.fixture,
  )
}

/** Every requirement that a scenario's steps name themselves, state models included. */
export function requirementsOfSteps(scenario: Scenario, suite: Suite): Set<string> {
  const named = new Set<string>()
  for (const { step, document } of everyStep(scenario, suite)) {
    for (const id of listOf(step.proves)) named.add(id)
    if (!("commands" in document)) continue
    for (const { table } of Object.values(document.commands))
      for (const row of table) for (const id of listOf(row.proves)) named.add(id)
    for (const invariant of document.invariant) for (const id of listOf(invariant.proves)) named.add(id)
  }
  return named
}
