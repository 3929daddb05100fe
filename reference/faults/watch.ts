import { AsyncLocalStorage } from "node:async_hooks"
import { standardPolicies } from "../policies.ts"
import type { Behaviour } from "./fault.ts"

/** What is consulted outside of every operation: for a document, a form of STS, the wire. */
const elsewhere = "*"

/** By policy, the operations that consulted it: what a fault in it could touch. */
export type Consulted = Readonly<Record<string, readonly string[]>>

/** Watches which operations consult which policies. Applied like a fault, but one that changes nothing. */
export class Watch {
  readonly #operation = new AsyncLocalStorage<string>()
  readonly #consulted = new Map<string, Set<string>>()

  get consulted(): Consulted {
    return Object.fromEntries([...this.#consulted].map(([policy, operations]) => [policy, [...operations]]))
  }

  apply({ policies, ...services }: Behaviour): void {
    for (const [service, operations] of Object.entries(services))
      for (const [name, handler] of Object.entries(operations))
        operations[name] = (input, context) =>
          this.#operation.run(`${service}.${name}`, () => handler(input, context))
    for (const name of Object.keys(standardPolicies)) this.#watch(policies as never, name)
  }

  #watch(policies: Record<string, unknown>, name: string): void {
    const policy = policies[name]
    if (typeof policy !== "function") return
    const operations = new Set<string>()
    this.#consulted.set(name, operations)
    policies[name] = (...given: unknown[]) => {
      operations.add(this.#operation.getStore() ?? elsewhere)
      return policy(...given)
    }
  }
}
