import type { Step, StepOf } from "../documents.ts"
import type { Fixture, Scenario, StateModel, Suite } from "../suite.ts"
import { memberOf, parseSavePath } from "../template.ts"
import type { Path, Source } from "../yaml.ts"
import { StaticScope, UNKNOWN, Unknown } from "./static-scope.ts"

/** A value that a run resolves, in the order of a run, with the names that can be seen there. */
export interface Place {
  document: Scenario | Fixture | StateModel
  source: Source
  path: Path
  value: unknown
  scope: StaticScope
  /** The name of the case row that it was looked at for. */
  row: string | undefined
  /** The step that it is; of a row of a state model's table, the command's step with what the row expects of it. */
  step?: Step
  /** Part of a step that is a place itself: its references have been looked at. */
  nested?: boolean
}

/** The places of all documents of a suite; those of a scenario with cases once for each row. */
export function placesOf({ scenarios, fixtures, models }: Suite): Place[] {
  const world = { fixtures, exports: new Map() }
  return [
    ...[...scenarios.values()].flatMap((scenario) => scenarioPlaces(scenario, world)),
    ...[...fixtures.values()].flatMap((fixture) => fixturePlaces(fixture, world)),
    ...[...models.values()].flatMap((machine) => modelPlaces(machine, world)),
  ]
}

/** The fixtures of a suite, and what those without parameters export. */
interface World {
  fixtures: ReadonlyMap<string, Fixture>
  exports: Map<string, unknown>
}

/** Collects the places of one document, in the order of a run, and keeps the names that are known by then. */
class Walk {
  readonly places: Place[] = []
  readonly document: Place["document"]
  readonly world: World
  readonly row: string | undefined
  readonly scope = new StaticScope([
    ["target", { name: UNKNOWN, region: UNKNOWN, account: UNKNOWN, endpoint: UNKNOWN }],
  ])

  constructor(document: Place["document"], world: World, row?: string) {
    this.document = document
    this.world = world
    this.row = row
  }

  value(path: Path, value: unknown, scope = this.scope): void {
    const { document, row } = this
    this.places.push({ document, source: document.source, path, value, scope: scope.child(), row })
  }

  /** A map whose members are resolved one after the other, each seeing those before it. */
  members(path: Path, members: Record<string, unknown> | undefined, scope = this.scope): void {
    for (const [name, value] of Object.entries(members ?? {})) {
      this.value([...path, name], value, scope)
      scope.set(name, scope.evaluate(value, `${path.join("/")}/${name}`))
    }
  }

  /** Parameters: their defaults stand for what users of the document give; of an empty one nothing is known. */
  params(params: Record<string, unknown> | undefined): void {
    for (const [name, value] of Object.entries(params ?? {})) {
      this.value(["params", name], value)
      const empty =
        value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0)
      this.scope.set(name, empty ? UNKNOWN : this.scope.evaluate(value, `params/${name}`))
    }
  }

  use(use: Scenario["use"]): void {
    for (const [alias, reference] of Object.entries(use ?? {})) {
      const { fixture, with: input } = typeof reference === "string" ? { fixture: reference } : reference
      if (input) this.value(["use", alias, "with"], input)
      this.scope.set(alias, exportsOf(fixture, this.scope.evaluate(input ?? {}), this.world, true))
    }
  }

  steps(steps: readonly Step[], scope = this.scope): void {
    for (const step of steps) {
      if ("when" in step && scope.evaluate(step.when) === false) continue
      this.step(step, step.path, ownFields(step), scope)
      if (step.verb === "race") this.contenders(step, scope)
      if (step.verb === "stream") this.rounds(step, scope)
      if (step.verb === "token" && step.against !== undefined) this.against(step, scope)
      saveNames(step, scope, this.world, undefined)
    }
  }

  step(step: Step, path: Path, value: unknown, scope: StaticScope, nested = false): void {
    const { document, row } = this
    this.places.push({
      document,
      source: document.source,
      path,
      value,
      scope: scope.child(),
      row,
      step,
      nested,
    })
  }

  contenders(step: StepOf<"race">, scope: StaticScope): void {
    const list = Array.isArray(step.race.do)
    for (const [i, contender] of [step.race.do].flat().entries()) {
      const path = [...step.path, "race", "do", ...(list ? [i] : [])]
      this.step(
        { ...(contender as object), verb: "call", path } as unknown as Step,
        path,
        undefined,
        scope,
        true,
      )
    }
  }

  rounds({ stream }: StepOf<"stream">, scope: StaticScope): void {
    this.steps(stream.do, scope.child())
    for (const { do: steps } of stream.meanwhile ?? []) this.steps(steps, scope)
  }

  against(step: StepOf<"token">, scope: StaticScope): void {
    const path = [...step.path, "against"]
    const inner = scope.child()
    inner.set("token", UNKNOWN)
    this.step(
      { ...(step.against as object), verb: "call", path } as unknown as Step,
      path,
      step.against,
      inner,
      true,
    )
  }
}

function scenarioPlaces(scenario: Scenario, world: World): Place[] {
  const rows = scenario.cases?.map((row, i) => ({ row: row as Record<string, unknown>, i })) ?? [undefined]
  return rows.flatMap((found) => {
    const walk = new Walk(scenario, world, found?.row.name as string | undefined)
    const { scope } = walk
    // A row is resolved when it is read: by then it sees fixtures and given values.
    if (found) scope.set("case", scope.evaluate(found.row, `cases/${found.i}`))
    walk.use(scenario.use)
    walk.members(["given"], scenario.given)
    if (found) {
      walk.value(["cases", found.i], found.row)
      scope.set("case", scope.evaluate(found.row, `cases/${found.i}`))
    }
    walk.steps(scenario.steps)
    if (scenario.property) propertyPlaces(scenario.property, walk)
    walk.steps(scenario.finally)
    return walk.places
  })
}

function propertyPlaces(property: NonNullable<Scenario["property"]>, walk: Walk): void {
  const scope = walk.scope.child()
  const given = Object.entries(property.given)
  const fresh = (name: string) => property.fresh?.includes(name) ?? false
  walk.members(["property", "given"], Object.fromEntries(given.filter(([name]) => !fresh(name))), scope)
  walk.members(["property", "given"], Object.fromEntries(given.filter(([name]) => fresh(name))), scope)
  walk.steps(property.steps, scope)
}

function fixturePlaces(fixture: Fixture, world: World): Place[] {
  const walk = new Walk(fixture, world)
  walk.params(fixture.params)
  walk.use(fixture.use)
  walk.members(["given"], fixture.given)
  walk.steps(fixture.steps)
  walk.value(["exports"], fixture.exports)
  return walk.places
}

function modelPlaces(machine: StateModel, world: World): Place[] {
  const walk = new Walk(machine, world)
  const { scope } = walk
  walk.params(machine.params)
  walk.members(["given"], machine.given)
  scope.set("state", Object.fromEntries(Object.keys(machine.state).map((name) => [name, UNKNOWN])))
  const commands = Object.entries(machine.commands)
  const looks = machine.invariant.map((item, i) => ({ ...item, path: ["invariant", i] as Path }))
  // Commands come in any order: what one of them saves, every other may find.
  for (const { do: step } of [...commands.map(([, command]) => command), ...looks])
    saveNames(step, scope, world, undefined)
  for (const [, { do: step, table }] of commands) {
    walk.step(step, step.path, ownFields(step), scope)
    for (const { path, returns, fails } of table)
      walk.step(expecting(step, returns, fails), path, { returns, fails }, scope)
  }
  for (const { do: step, path, returns, fails } of looks) {
    walk.step(step, step.path, ownFields(step), scope)
    walk.step(expecting(step, returns, fails), path, { returns, fails }, scope)
  }
  return walk.places
}

function expecting(step: Step, returns: unknown, fails: unknown): Step {
  return {
    ...step,
    ...(returns === undefined ? {} : { returns }),
    ...(fails === undefined ? {} : { fails }),
  } as Step
}

/** What stands in the file: without what parsing added, and without the nested steps, which are places of their own. */
function ownFields(step: Step): unknown {
  const { verb, path, where, ...fields } = step
  if (step.verb === "stream") return { ...fields, stream: {} }
  if (step.verb !== "token") return fields
  const { against, ...rest } = fields as StepOf<"token">
  return rest
}

/** Adds the names that a step leaves behind. `shared`: the run-scope fixture that it is part of. */
function saveNames(step: Step, scope: StaticScope, world: World, shared: string | undefined): void {
  const answer =
    step.verb === "use"
      ? exportsOf(step.use, scope.evaluate(step.with ?? {}), world, false)
      : new Unknown(shared)
  if (step.id) scope.set(step.id, answer)
  const save = "save" in step ? step.save : undefined
  if (typeof save === "string") scope.set(save, answer)
  else
    for (const [name, rule] of Object.entries(save ?? {}))
      scope.set(name, savedValue(answer, typeof rule === "string" ? rule : rule.path))
}

function savedValue(answer: unknown, path: string): unknown {
  if (answer instanceof Unknown) return answer
  try {
    return memberOf(answer, parseSavePath(path)) ?? UNKNOWN
  } catch {
    return UNKNOWN
  }
}

/**
 * What a fixture exports, as far as it is known without a run. `shared`: whether a run-scope fixture is the run's
 * here, or, behind a `use` step, the case's own.
 */
function exportsOf(
  id: string,
  parameters: unknown,
  world: World,
  shared: boolean,
  above: readonly string[] = [],
): unknown {
  const fixture = world.fixtures.get(id)
  if (!fixture || above.includes(id)) return UNKNOWN
  const given = Object.entries(parameters as Record<string, unknown>)
  const key = `${id} ${shared}`
  if (given.length === 0 && world.exports.has(key)) return world.exports.get(key)
  const walk = new Walk(fixture, world)
  const { scope } = walk
  walk.params(fixture.params)
  for (const [name, value] of given) scope.set(name, value)
  for (const [alias, reference] of Object.entries(fixture.use ?? {})) {
    const { fixture: other, with: input = {} } =
      typeof reference === "string" ? { fixture: reference } : reference
    scope.set(alias, exportsOf(other, scope.evaluate(input), world, shared, [...above, id]))
  }
  walk.members(["given"], fixture.given)
  for (const step of fixture.steps)
    saveNames(step, scope, world, shared && fixture.scope === "run" ? id : undefined)
  const exports = scope.evaluate(fixture.exports)
  if (given.length === 0) world.exports.set(key, exports)
  return exports
}
