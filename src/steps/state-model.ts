import { isDeepStrictEqual } from "node:util"
import fc from "fast-check"
import type { Step, StepOf } from "../scenario/documents.ts"
import { seedOf } from "../scenario/generate.ts"
import type { StateModel } from "../scenario/suite.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { StepFailure } from "./failure.ts"
import type { Scope } from "./scope.ts"

type State = Record<string, unknown>
type Row = StateModel["commands"][string]["table"][number]

/** `model: models/user-lifecycle`: directed walks that take every row of every table, then random ones, shrunk on failure. */
export async function model(step: StepOf<"model">, context: StepContext): Promise<StepOutcome> {
  const machine = context.case.stateModel(step.model)
  const parameters = context.scope.resolve(step.with ?? {}, step.path.join("/")) as Record<string, unknown>
  const walker = new Walker(machine, parameters, context)
  if (context.case.replayPath === undefined)
    for (const walk of directedWalks(machine)) await walker.walk(walk)
  await randomWalks(walker, machine, step, context)
  if (step.cover && context.case.replayPath === undefined) requireCoverage(machine, walker.taken)
  return { answer: { taken: walker.taken.size }, soft: [] }
}

function requireCoverage(machine: StateModel, taken: ReadonlySet<Row>): void {
  const never = Object.entries(machine.commands).flatMap(([name, { table }]) =>
    table.filter((row) => !taken.has(row)).map((row) => `${name} from ${JSON.stringify(row.from)}`),
  )
  if (never.length > 0) throw new StepFailure(`rows that no walk takes: ${never.join(", ")}`)
}

/** Walks through the model and the target side by side; each walk begins anew. */
class Walker {
  readonly #machine: StateModel
  readonly #parameters: Record<string, unknown>
  readonly #context: StepContext
  readonly taken = new Set<Row>()
  #walks = 0

  constructor(machine: StateModel, parameters: Record<string, unknown>, context: StepContext) {
    this.#machine = machine
    this.#parameters = parameters
    this.#context = context
  }

  /** A fresh scope: parameters, what the model is given, and the state at the start. */
  begin(): { scope: Scope; state: State } {
    const { source } = this.#context.scope
    const n = this.#walks++
    const scope = this.#context.scope.isolated({
      ...source,
      place: `${source.place}/walk${n}`,
      unique: { ...source.unique, stamp: `${source.unique.stamp}${n.toString(36)}` },
    })
    for (const [name, fallback] of Object.entries(this.#machine.params ?? {}))
      scope.set(name, this.#parameters[name] ?? scope.resolve(fallback))
    for (const [name, value] of Object.entries(this.#machine.given ?? {}))
      scope.set(name, scope.resolve(value, `given/${name}`))
    return { scope, state: { ...this.#machine.state } }
  }

  async walk(commands: readonly string[]): Promise<void> {
    const { scope, state } = this.begin()
    for (const command of commands) await this.take(command, state, scope)
  }

  /** One command from one state: what the row says must come, then every invariant that holds there. */
  async take(command: string, state: State, scope: Scope): Promise<void> {
    const { do: step, table } = this.#machine.commands[command]!
    const row = table.find(({ from }) => isFrom(from, state, this.#machine))
    if (!row) return
    this.taken.add(row)
    await this.#run(step, row, state, scope)
    Object.assign(state, after(row, state, this.#machine))
    for (const { do: look, from, ...expected } of this.#machine.invariant)
      if (from === undefined || isFrom(from, state, this.#machine))
        await this.#run(look, expected, state, scope)
  }

  async #run(
    step: Step,
    expected: { returns?: unknown; fails?: unknown; proves?: string | string[] | undefined },
    state: State,
    scope: Scope,
  ): Promise<void> {
    scope.set("state", { ...state })
    const { returns, fails, proves } = expected
    const merged = {
      ...step,
      ...(returns === undefined ? {} : { returns }),
      ...(fails === undefined ? {} : { fails }),
      ...(proves === undefined ? {} : { proves }),
    }
    await this.#context.runSteps([merged as Step], this.#context.within(scope))
  }
}

async function randomWalks(
  walker: Walker,
  machine: StateModel,
  step: StepOf<"model">,
  context: StepContext,
): Promise<void> {
  const commands = Object.entries(machine.commands).flatMap(([name, { weight, table }]) =>
    Array.from({ length: weight }, () =>
      fc.constant({
        check: (state: Readonly<State>) => table.some(({ from }) => isFrom(from, state, machine)),
        run: (state: State, scope: Scope) => walker.take(name, state, scope),
        toString: () => name,
      }),
    ),
  )
  const [path, replayPath] = context.case.replayPath?.split("_") ?? []
  const property = fc.asyncProperty(
    fc.commands(commands, { maxCommands: step.length ?? 12, ...(replayPath ? { replayPath } : {}) }),
    async (walk) => {
      const { scope, state } = walker.begin()
      await fc.asyncModelRun(() => ({ model: state, real: scope }), walk)
    },
  )
  const details = await fc.check(property, {
    seed: seedOf(context.case.seed, context.scope.source.place),
    numRuns: step.runs ?? 20,
    ...(path ? { path } : {}),
  })
  if (!details.failed) return
  const replay = /replayPath="([^"]*)"/.exec(String(details.counterexample?.[0]))?.[1] ?? ""
  context.case.failurePath = `${details.counterexamplePath}_${replay}`
  throw details.errorInstance as Error
}

/** For every row a shortest walk that ends with taking it, found on the tables alone. Rows out of reach have none. */
function directedWalks(machine: StateModel): string[][] {
  const walks: string[][] = []
  const missing = new Set(Object.values(machine.commands).flatMap(({ table }) => table))
  const seen = new Set<string>()
  const queue: { state: State; walk: string[] }[] = [{ state: { ...machine.state }, walk: [] }]
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { state, walk } = next
    const key = JSON.stringify(state)
    if (seen.has(key)) continue
    seen.add(key)
    for (const [name, { table }] of Object.entries(machine.commands)) {
      const row = table.find(({ from }) => isFrom(from, state, machine))
      if (!row) continue
      const longer = [...walk, name]
      if (missing.delete(row)) walks.push(longer)
      queue.push({ state: { ...state, ...after(row, state, machine) }, walk: longer })
    }
  }
  // A walk that another one begins with takes nothing of its own.
  return walks.filter(
    (walk) =>
      !walks.some((other) => other.length > walk.length && walk.every((name, i) => other[i] === name)),
  )
}

/** `absent`, `[UNCONFIRMED, CONFIRMED]` (of the first member), or `{ status: CONFIRMED, enabled: [true, false] }`. */
function isFrom(from: unknown, state: Readonly<State>, machine: StateModel): boolean {
  const wanted = isMap(from) ? from : { [firstMember(machine)]: from }
  return Object.entries(wanted).every(([member, value]) =>
    (Array.isArray(value) ? value : [value]).some((option) => isDeepStrictEqual(option, state[member])),
  )
}

function after({ to }: Row, state: Readonly<State>, machine: StateModel): State {
  if (to === "same") return { ...state }
  return isMap(to) ? to : { [firstMember(machine)]: to }
}

function firstMember(machine: StateModel): string {
  return Object.keys(machine.state)[0]!
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
