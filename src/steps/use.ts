import type { StepOf } from "../scenario/documents.ts"
import type { Fixture } from "../scenario/suite.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { saveAnswer } from "./expectation.ts"
import { StepTrouble } from "./failure.ts"

/** `use: fixtures/x` in the middle of a case: a fixture set up here and now, for this case alone. */
export async function use(step: StepOf<"use">, context: StepContext): Promise<StepOutcome> {
  const parameters = context.scope.resolve(step.with ?? {}, step.path.join("/")) as Record<string, unknown>
  const answer = await setUp(context.case.fixture(step.use), parameters, context)
  if (typeof step.save === "string") context.scope.set(step.save, answer)
  else saveAnswer(step.save, step.use, answer, undefined, context)
  return { answer, soft: [] }
}

/** Runs a fixture's steps in a scope of its own and returns what it exports. */
export async function setUp(
  fixture: Fixture,
  parameters: Record<string, unknown>,
  context: StepContext,
): Promise<Record<string, unknown>> {
  const { source } = context.scope
  const scope = context.scope.isolated({ ...source, place: `${source.place}/${fixture.id}` })
  for (const [name, fallback] of Object.entries(fixture.params ?? {}))
    scope.set(name, name in parameters ? parameters[name] : scope.resolve(fallback, `params/${name}`))
  const inner = context.within(scope)
  for (const [alias, reference] of Object.entries(fixture.use ?? {})) {
    const { fixture: id, with: input = {} } =
      typeof reference === "string" ? { fixture: reference } : reference
    scope.set(
      alias,
      await setUp(context.case.fixture(id), scope.resolve(input, alias) as Record<string, unknown>, inner),
    )
  }
  for (const [name, value] of Object.entries(fixture.given ?? {}))
    scope.set(name, scope.resolve(value, `given/${name}`))
  try {
    await inner.runSteps(fixture.steps, inner)
  } catch (error) {
    if (error instanceof StepTrouble) error.fixture ??= fixture.id
    throw error
  }
  return scope.resolve(fixture.exports) as Record<string, unknown>
}
