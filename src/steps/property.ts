import fc from "fast-check"
import { parseDuration } from "../scenario/duration.ts"
import { isGenerator, seedOf } from "../scenario/generate.ts"
import type { Scenario } from "../scenario/suite.ts"
import type { StepContext } from "./context.ts"
import type { Scope } from "./scope.ts"

type Property = NonNullable<Scenario["property"]>
type Values = Record<string, unknown>

/**
 * Runs a property: its examples, then generated values, each in a scope of its own; a failure is shrunk to its smallest.
 * Names in `fresh` are made anew in every run, shrinking included. @throws what the smallest failing run threw
 */
export async function runProperty(property: Property, context: StepContext): Promise<void> {
  const { scope } = context
  const names = Object.keys(property.given).filter((name) => !property.fresh?.includes(name))
  let run = 0
  let done = 0
  const predicate = async (values: Values) => {
    if (spent(property, context)) return
    const inner = scope.child({
      ...scope.source,
      place: `${scope.source.place}/run${run++}`,
      unique: { ...scope.source.unique, stamp: `${scope.source.unique.stamp}${run.toString(36)}` },
    })
    for (const [name, value] of Object.entries(values)) inner.set(name, value)
    for (const name of property.fresh ?? [])
      inner.set(name, inner.resolve(property.given[name], `given/${name}`))
    await context.runSteps(property.steps, context.within(inner))
    done++
  }
  const details = await fc.check(fc.asyncProperty(arbitraryOf(names, property, scope), predicate), {
    seed: seedOf(context.case.seed, scope.source.place),
    numRuns: property.runs,
    examples: (property.examples ?? []).map((example): [Values] => [
      { ...defaults(names, property, scope), ...example },
    ]),
    ...(context.case.replayPath === undefined ? {} : { path: context.case.replayPath }),
    ...(property.budget?.time ? { interruptAfterTimeLimit: parseDuration(property.budget.time) } : {}),
  })
  if (details.failed) {
    if (details.counterexamplePath) context.case.failurePath = details.counterexamplePath
    throw details.errorInstance as Error
  }
  if (done < property.runs)
    context.case.remarks.push(`${done} of ${property.runs} runs within the property's budget`)
}

function spent({ budget }: Property, context: StepContext): boolean {
  if (budget?.calls === undefined) return false
  return [...context.case.operations.values()].reduce((a, b) => a + b, 0) >= budget.calls
}

/** All names in order, so that a later generator may refer to an earlier value. */
function arbitraryOf(names: readonly string[], property: Property, scope: Scope): fc.Arbitrary<Values> {
  return names.reduce<fc.Arbitrary<Values>>(
    (before, name) =>
      before.chain((values) => {
        const inner = scope.child()
        for (const [key, value] of Object.entries(values)) inner.set(key, value)
        const spec = property.given[name]
        const value = isGenerator(spec)
          ? inner.arbitraryOf(spec, name)
          : fc.constant(inner.resolve(spec, name))
        return value.map((made) => ({ ...values, [name]: made }))
      }),
    fc.constant({}),
  )
}

/** Generated values for what an example leaves out. */
function defaults(names: readonly string[], property: Property, scope: Scope): Values {
  const inner = scope.child()
  for (const name of names) inner.set(name, inner.resolve(property.given[name], `example/${name}`))
  return Object.fromEntries(names.map((name) => [name, inner.get(name)]))
}
