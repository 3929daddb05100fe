import type { IncomingMessage, ServerResponse } from "node:http"
import type { Endpoint } from "../endpoint.ts"
import { sendJson } from "../wire.ts"
import { advanceClock } from "./clock.ts"
import { ControlError } from "./control-error.ts"
import { listFaults, switchFaults } from "./faults.ts"
import { rotate, withdraw } from "./keys.ts"
import { pointLambda } from "./lambda.ts"
import { listMessages } from "./messages.ts"

/** One test control: its parameters in, JSON out. Throws ControlError. */
export type Control = (endpoint: Endpoint, parameters: Record<string, unknown>) => unknown

const controls: Record<string, Control> = {
  "GET messages": listMessages,
  "POST clock": advanceClock,
  "POST keys/rotate": rotate,
  "POST keys/withdraw": withdraw,
  "POST lambda": pointLambda,
  "POST faults": switchFaults,
  "GET faults": listFaults,
  "POST reset": (endpoint) => {
    endpoint.reset()
    return {}
  },
}

/** Answers a call under `/_reference/`. */
export async function control(
  endpoint: Endpoint,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<void> {
  const url = new URL(request.url!, "http://reference")
  const call = `${request.method} ${url.pathname.slice("/_reference/".length)}`
  const run = Object.hasOwn(controls, call) ? controls[call] : undefined
  if (!run) {
    return sendJson(response, 404, {
      error: `no such control: ${call}; there are ${Object.keys(controls).join(", ")}`,
    })
  }
  try {
    const parameters = request.method === "GET" ? Object.fromEntries(url.searchParams) : readObject(body)
    sendJson(response, 200, await run(endpoint, parameters))
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    sendJson(response, error.status, { error: error.message })
  }
}

function readObject(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {}
  try {
    const value: unknown = JSON.parse(body.toString())
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {
    // Not JSON at all is told like JSON that is no object.
  }
  throw new ControlError(400, "the body must be a JSON object")
}
