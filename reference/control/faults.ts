import { type Endpoint, standardBehaviour } from "../endpoint.ts"
import { type Fault, findFaults, loadFaults } from "../faults/index.ts"
import { ControlError } from "./control-error.ts"
import type { Control } from "./index.ts"

/**
 * `GET faults`: every fault, what it replaces (`policies.codeMatches`, `idp.SignUp`), and whether it is on; and, since
 * they are watched, which operations consulted which policy.
 */
export const listFaults: Control = async (endpoint) => ({
  faults: (await loadFaults()).map((fault) => {
    const { name, says, breaks, mayBreak = [] } = fault
    return {
      name,
      says,
      breaks,
      mayBreak,
      replaces: replacedBy(fault),
      enabled: endpoint.faults.includes(fault),
    }
  }),
  consulted: endpoint.watch?.consulted,
})

/** `POST faults { enable, disable, watch? }`: switches faults by name, and the watching of policies; answers with those that are on. */
export const switchFaults: Control = async (endpoint, { enable, disable, watch }) => {
  try {
    await switchByName(endpoint, names(enable), names(disable))
  } catch (error) {
    if (error instanceof RangeError) throw new ControlError(400, error.message)
    throw error
  }
  if (typeof watch === "boolean") endpoint.switchWatch(watch)
  return { enabled: endpoint.faults.map(({ name }) => name) }
}

async function switchByName(endpoint: Endpoint, enable: string[], disable: string[]): Promise<void> {
  endpoint.switchFaults(await findFaults(enable), await findFaults(disable))
}

function replacedBy(fault: Fault): string[] {
  const [before, after] = [standardBehaviour(), standardBehaviour()]
  fault.apply(after)
  return (["policies", "idp", "identity"] as const).flatMap((part) => {
    const standard: Record<string, unknown> = before[part]
    const changed = Object.entries(after[part]).filter(([name, value]) => value !== standard[name])
    return changed.map(([name]) => `${part}.${name}`)
  })
}

function names(value: unknown = []): string[] {
  if (Array.isArray(value) && value.every((name) => typeof name === "string")) return value
  throw new ControlError(400, "enable and disable must be lists of names")
}
