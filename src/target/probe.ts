import type { HttpClient } from "../wire/http.ts"
import { type Called, callTarget } from "./call.ts"
import { CREATED } from "./ledger.ts"
import type { Target } from "./target.ts"

/** An operation that AWS has not got: how a target answers it is how it answers what it lacks. */
export const NO_SUCH_OPERATION = "PoolproofNoSuchOperation"
const AT_ONCE = 4

/**
 * Which of the operations (`idp.SignUp`) a target has, by calling each with no input at all: one that it lacks is
 * answered as one that does not exist. `undefined`: it cannot be told. Pools are not created for it.
 */
export async function probeOperations(
  target: Target,
  client: HttpClient,
  operations: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, boolean | undefined>> {
  const found = new Map<string, boolean | undefined>(operations.map((operation) => [operation, undefined]))
  const queue = operations.filter((operation) => !Object.hasOwn(CREATED, operation))
  const unknown = new Map<string, string | undefined>()
  for (const service of ["idp", "identity"]) {
    const called = await callTarget(target, client, `${service}.${NO_SUCH_OPERATION}`, {}, signal)
    unknown.set(service, signature(called, NO_SUCH_OPERATION))
  }
  const work = async () => {
    for (let operation = queue.shift(); operation && !signal.aborted; operation = queue.shift()) {
      const [service, name] = operation.split(".") as [string, string]
      const called = await callTarget(target, client, operation, {}, signal)
      found.set(operation, has(called, name, unknown.get(service)))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return found
}

function has(called: Called, name: string, unknown: string | undefined): boolean | undefined {
  if (called.answer.kind === "success") return true
  const own = signature(called, name)
  if (own === undefined || unknown === undefined) return called.unsupported ? false : undefined
  if (own === unknown) return false
  // It may be the flow, or whatever an absent input stands for, that it lacks.
  return called.unsupported ? undefined : true
}

/** What an error says besides the operation's name; undefined for what is no error of AWS JSON. */
function signature({ answer, exchange }: Called, operation: string): string | undefined {
  if (answer.kind !== "error") return undefined
  return `${exchange.response?.status} ${answer.rawType} ${answer.message?.replaceAll(operation, "") ?? ""}`
}
