import type { Fixture } from "../scenario/suite.ts"
import type { StepContext } from "../steps/context.ts"
import { setUp } from "../steps/use.ts"

type Exports = Record<string, unknown>

/** The fixtures of a run that cases share: each made once for each set of parameters, by whichever case comes first. */
export class SharedFixtures {
  readonly #made = new Map<string, Promise<Exports>>()
  readonly #contextFor: (place: string) => StepContext

  /** @param contextFor a context of its own for the steps of a shared fixture */
  constructor(contextFor: (place: string) => StepContext) {
    this.#contextFor = contextFor
  }

  /** What a fixture exports; made for `context`'s case alone when its scope is `case`. */
  get(fixture: Fixture, parameters: Exports, context: StepContext): Promise<Exports> {
    if (fixture.scope === "case") return setUp(fixture, parameters, context)
    const key = `${fixture.id} ${JSON.stringify(parameters)}`
    let made = this.#made.get(key)
    if (!made) {
      made = setUp(fixture, parameters, this.#contextFor(key))
      this.#made.set(key, made)
    }
    return made
  }
}
