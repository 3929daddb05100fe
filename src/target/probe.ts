import type { Asker } from "./asker.ts"
import type { Called } from "./call.ts"
import { CREATED } from "./ledger.ts"

/** An operation that AWS has not got: how a target answers it is how it answers what it lacks. */
export const NO_SUCH_OPERATION = "PoolproofNoSuchOperation"
/** One that AWS has and hardly anybody needs: a server that knows the list of names may answer it in a third way. */
const RARE_OPERATION = "GetSigningCertificate"
const AT_ONCE = 4
const SAYS_LACKING = /unsupported|not.?(?:yet.?)?(?:implemented|supported)|unknown.?(?:operation|action)/i
/** Created and deleted by whoever looks, with the ledger; not to be called without knowing with what. */
const NOT_PROBED: readonly string[] = Object.entries(CREATED).flatMap(([name, { deletedBy }]) => [
  name,
  deletedBy,
])

/** How a target says that it lacks an operation. */
export interface Lacking {
  /** Of an answer, by `signatureOf`. */
  signatures: ReadonlySet<string>
  /** One answer of each kind, with the operation that was asked for. */
  answers: { called: Called; operation: string }[]
}

/** Asks for an operation that does not exist, of both services, and for a rare one. */
export async function learnLacking(asker: Asker): Promise<Lacking> {
  const answers: Lacking["answers"] = []
  for (const service of ["idp", "identity"])
    answers.push({
      called: await asker.ask(`${service}.${NO_SUCH_OPERATION}`, {}),
      operation: NO_SUCH_OPERATION,
    })
  const rare = await asker.ask(`idp.${RARE_OPERATION}`, {})
  if (saysLacking(rare)) answers.push({ called: rare, operation: RARE_OPERATION })
  const bySignature = new Map(
    answers
      .filter(({ called: { answer } }) => answer.kind === "error" || answer.kind === "garbage")
      .map((given) => [signatureOf(given.called, given.operation), given]),
  )
  return { signatures: new Set(bySignature.keys()), answers: [...bySignature.values()] }
}

function saysLacking({ answer, exchange, unsupported }: Called): boolean {
  if (unsupported || exchange.response?.status === 501) return true
  return answer.kind === "error" && SAYS_LACKING.test(`${answer.rawType} ${answer.message ?? ""}`)
}

/**
 * Which of the operations (`idp.SignUp`) a target has: one that it lacks is answered as one that does not exist. Each is
 * called without any input; where that does not tell, because a crash looks the same, once more with `filled`, the names
 * of what exists. `undefined`: it cannot be told.
 */
export async function probeOperations(
  asker: Asker,
  operations: readonly string[],
  lacking: Lacking,
  filled: Readonly<Record<string, unknown>>,
): Promise<Map<string, boolean | undefined>> {
  const found = new Map<string, boolean | undefined>(operations.map((operation) => [operation, undefined]))
  const open = operations.filter((name) => !NOT_PROBED.includes(name))
  for (const input of [{}, filled]) {
    const queue = open.filter((name) => found.get(name) !== true)
    const work = async () => {
      for (let name = queue.shift(); name && !asker.signal.aborted; name = queue.shift())
        found.set(name, isThere(await asker.ask(name, input), name, lacking))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }
  return found
}

function isThere(called: Called, name: string, { signatures }: Lacking): boolean | undefined {
  const { kind } = called.answer
  if (kind === "success") return true
  if (kind === "none" || signatures.size === 0) return undefined
  if (signatures.has(signatureOf(called, name))) return false
  // It may be the flow, or whatever an absent input stands for, that it lacks.
  return called.unsupported ? undefined : true
}

/** What an answer says besides the name that was asked for. */
export function signatureOf({ answer, exchange }: Called, name: string): string {
  const status = exchange.response?.status
  const short = name.replace(/^\w+\./, "")
  if (answer.kind === "error") return `${status} ${answer.rawType} ${without(answer.message ?? "", short)}`
  return `${status} ${without(exchange.response?.body ?? "", short)}`
}

function without(text: string, name: string): string {
  return text.replaceAll(name, "")
}
