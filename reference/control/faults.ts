import type { Endpoint } from "../endpoint.ts"
import { faults } from "../faults/index.ts"
import { ControlError } from "./control-error.ts"
import type { Control } from "./index.ts"

/** `GET faults`: every fault, and whether it is on. */
export const listFaults: Control = (endpoint) => ({
  faults: faults.map(({ name, says, breaks }) => ({ name, says, breaks, enabled: isOn(endpoint, name) })),
})

/** `POST faults { enable, disable }`: switches faults by name; answers with those that are on. */
export const switchFaults: Control = (endpoint, parameters) => {
  try {
    endpoint.switchFaults(names(parameters.enable), names(parameters.disable))
  } catch (error) {
    if (error instanceof RangeError) throw new ControlError(400, error.message)
    throw error
  }
  return { enabled: endpoint.faults.map(({ name }) => name) }
}

function isOn(endpoint: Endpoint, name: string): boolean {
  return endpoint.faults.some((fault) => fault.name === name)
}

function names(value: unknown = []): string[] {
  if (Array.isArray(value) && value.every((name) => typeof name === "string")) return value
  throw new ControlError(400, "enable and disable must be lists of names")
}
