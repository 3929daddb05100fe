import type { Operations } from "../operation.ts"
import type { Policies } from "../policies.ts"

/** What a fault may change: policies and operations, by assignment. */
type Behaviour = {
  readonly policies: Policies
  readonly idp: Operations
  readonly identity: Operations
}

/** One named, deliberate deviation of the endpoint. */
export type Fault = {
  readonly name: string
  /** What goes wrong, in a sentence. */
  readonly says: string
  /** The requirements that must notice. */
  readonly breaks: readonly string[]
  apply(behaviour: Behaviour): void
}
