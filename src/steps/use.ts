import type { StepOf } from "../scenario/documents.ts"
import type { Fixture } from "../scenario/suite.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { saveAnswer } from "./expectation.ts"
import { StepTrouble } from "./failure.ts"

type Exports = Record<string, unknown>

/** `use: fixtures/x` in the middle of a case: a fixture set up here and now. */
export async function use(step: StepOf<"use">, context: StepContext): Promise<StepOutcome> {
  const parameters = context.scope.resolve(step.with ?? {}, step.path.join("/")) as Exports
  const answer = await context.case.useFixture(step.use, parameters, context)
  if (typeof step.save === "string") context.scope.set(step.save, answer)
  else saveAnswer(step.save, step.use, answer, undefined, context)
  return { answer, soft: [] }
}

/** Puts what the fixtures of a document's `use` export into the scope, each under its alias. */
export async function useFixtures(fixtures: Fixture["use"], context: StepContext): Promise<void> {
  const { scope } = context
  for (const [alias, reference] of Object.entries(fixtures ?? {})) {
    const { fixture, with: input = {} } = typeof reference === "string" ? { fixture: reference } : reference
    const own = context.within(scope.child({ ...scope.source, place: `${scope.source.place}/${alias}` }))
    scope.set(alias, await context.case.useFixture(fixture, scope.resolve(input, alias) as Exports, own))
  }
}

/** Runs a fixture's steps in a scope of its own and returns what it exports. */
export async function setUp(fixture: Fixture, parameters: Exports, context: StepContext): Promise<Exports> {
  const { source } = context.scope
  const scope = context.scope.isolated({ ...source, place: `${source.place}/${fixture.id}` })
  const inner = context.within(scope)
  for (const [name, fallback] of Object.entries(fixture.params ?? {}))
    scope.set(name, name in parameters ? parameters[name] : scope.resolve(fallback, `params/${name}`))
  await useFixtures(fixture.use, inner)
  for (const [name, value] of Object.entries(fixture.given ?? {}))
    scope.set(name, scope.resolve(value, `given/${name}`))
  try {
    await inner.runSteps(fixture.steps, inner)
  } catch (error) {
    if (error instanceof StepTrouble) error.fixture ??= fixture.id
    throw error
  }
  return scope.resolve(fixture.exports) as Exports
}
