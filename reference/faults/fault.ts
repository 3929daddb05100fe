import type { Operations } from "../operation.ts"
import type { Policies } from "../policies.ts"

/** What a fault may change: policies and operations, by assignment. */
export type Behaviour = {
  readonly policies: Policies
  readonly idp: Operations
  readonly identity: Operations
}

/** One named, deliberate deviation of the endpoint. */
export type Fault = {
  /** That of its file. */
  readonly name: string
  /** What goes wrong, in a sentence. */
  readonly says: string
  /** The requirements that must notice, and no others; globs where the rules of the wire are meant for every operation. */
  readonly breaks: readonly string[]
  /** The requirements that notice it now and then: those of random walks, which come across it or do not. */
  readonly mayBreak?: readonly string[]
  apply(behaviour: Behaviour): void
}
