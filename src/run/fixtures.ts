import type { Fixture } from "../scenario/suite.ts"
import type { StepContext } from "../steps/context.ts"
import type { Observation } from "../steps/implicit.ts"
import { setUp } from "../steps/use.ts"

type Exports = Record<string, unknown>

/** The fixtures of a run. Those that cases share are made once for each set of parameters, by whoever comes first. */
export class Fixtures {
  readonly #documents: ReadonlyMap<string, Fixture>
  readonly #contextFor: (place: string) => StepContext
  readonly #observations: Observation[] = []
  readonly #made = new Map<string, Promise<Exports>>()

  /** @param contextFor a context of its own for the steps of a shared fixture */
  constructor(documents: ReadonlyMap<string, Fixture>, contextFor: (place: string) => StepContext) {
    this.#documents = documents
    this.#contextFor = contextFor
  }

  /** What a fixture exports; made for `context`'s case alone when its scope is `case`. */
  use(id: string, parameters: Exports, context: StepContext): Promise<Exports> {
    const fixture = this.#documents.get(id)
    if (!fixture) throw new Error(`there is no fixture ${id}; lint should have said so`)
    if (fixture.scope === "case") return setUp(fixture, parameters, context)
    const key = `${id} ${JSON.stringify(parameters)}`
    let made = this.#made.get(key)
    if (!made) {
      const own = this.#contextFor(key)
      made = setUp(fixture, parameters, own).finally(() => this.#observations.push(...own.case.observations))
      this.#made.set(key, made)
    }
    return made
  }

  /** What the calls of shared fixtures said about the wire since it was last asked. */
  takeObservations(): Observation[] {
    return this.#observations.splice(0)
  }
}
