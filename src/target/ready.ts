import { setTimeout as sleep } from "node:timers/promises"
import type { HttpClient } from "../wire/http.ts"
import type { HttpRequest } from "../wire/round-trip.ts"
import type { TargetProcess } from "./process.ts"

/** The endpoint that a process names on its stdout, in a line of JSON with `"ready": true`. */
export async function announcedBy(started: TargetProcess, signal: AbortSignal): Promise<string> {
  while (true) {
    for (const { stream, text } of started.since(0)) {
      const line = stream === "stdout" && text.startsWith("{") ? readObject(text) : undefined
      if (line?.ready === true && typeof line.endpoint === "string") return line.endpoint
    }
    await sleep(10, undefined, { signal })
  }
}

/** Waits for a 2xx answer to a GET. */
export function untilHealthy(client: HttpClient, url: string, signal: AbortSignal): Promise<void> {
  return poll(
    client,
    { label: "ready", method: "GET", url },
    ({ status }) => status >= 200 && status < 300,
    signal,
  )
}

/** Waits for an answer of AWS JSON, whatever it says. */
export function untilSpeaking(client: HttpClient, url: string, signal: AbortSignal): Promise<void> {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AWSCognitoIdentityProviderService.ListUserPools",
  }
  const request = { label: "ready", method: "POST", url, headers, body: '{"MaxResults":1}' }
  return poll(client, request, ({ body }) => readObject(body) !== undefined, signal)
}

async function poll(
  client: HttpClient,
  request: HttpRequest,
  isReady: (response: { status: number; body: string }) => boolean,
  signal: AbortSignal,
): Promise<void> {
  while (true) {
    const { response, failure } = await client.send({ ...request, timeoutMs: 2_000, signal })
    signal.throwIfAborted()
    if (response && !failure && isReady(response)) return
    await sleep(50, undefined, { signal })
  }
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
