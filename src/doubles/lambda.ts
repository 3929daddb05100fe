import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

/** What a function answers: members for the event's `response`, an exception, or something that no function answers. */
export type LambdaAnswer =
  | { response: Record<string, unknown> }
  | { error: string; type?: string }
  | { misbehaves: "timeout" | "bad-json" | "not-an-event" | "http-500" }

/** One invocation. `at` is epoch milliseconds; the function is bare, without account or qualifier. */
export interface LambdaEvent {
  at: number
  functionName: string
  invocationType: "RequestResponse" | "Event"
  event: Record<string, unknown>
}

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations(?:\?|$)/
const KEPT_EVENTS = 10_000
const MOST_BYTES = 6 * 1024 * 1024

/**
 * Every Lambda function there is, behind Lambda's Invoke REST API (TRG-128…132). A function answers the event that
 * it was given, unchanged, until it is armed with another answer. Functions are known by name, in whatever form
 * they are invoked.
 *
 * @example
 * const lambda = await LambdaDouble.start()
 * lambda.arm("arn:aws:lambda:us-east-1:123456789012:function:f", { response: { autoConfirmUser: true } })
 */
export class LambdaDouble {
  /** Base URL without a trailing slash. */
  readonly endpoint: string
  readonly #server: Server
  readonly #answers = new Map<string, LambdaAnswer>()
  readonly #events = new Map<string, { kept: LambdaEvent[]; dropped: number }>()
  readonly #listeners: ((event: LambdaEvent) => void)[] = []

  /** Listens on a free loopback port. */
  static async start(): Promise<LambdaDouble> {
    const server = createServer()
    await once(server.listen(0, "127.0.0.1"), "listening")
    return new LambdaDouble(server)
  }

  private constructor(server: Server) {
    this.#server = server
    this.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on("request", async (request, response) => {
      const answer = await this.#invoke(request).catch((error: Error) =>
        refusal(500, "ServiceException", error.message),
      )
      if (answer) send(response, answer)
    })
  }

  /** What a function answers from now on; undefined: its event, unchanged. */
  arm(functionName: string, answer: LambdaAnswer | undefined): void {
    if (answer) this.#answers.set(bare(functionName), answer)
    else this.#answers.delete(bare(functionName))
  }

  /** The invocations of a function, oldest first; with `since`, without that many of the first. */
  events(functionName: string, since = 0): readonly LambdaEvent[] {
    const { kept, dropped } = this.#events.get(bare(functionName)) ?? { kept: [], dropped: 0 }
    return kept.slice(Math.max(0, since - dropped))
  }

  /** Calls `listener` with each invocation of any function, before it is answered. */
  onEvent(listener: (event: LambdaEvent) => void): void {
    this.#listeners.push(listener)
  }

  /** Ends every connection, also those that it lets wait. */
  async close(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, "close")
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  /** Undefined: not answered. */
  async #invoke(request: IncomingMessage): Promise<Reply | undefined> {
    const [, encoded] = PATH.exec(request.url ?? "") ?? []
    if (!encoded || request.method !== "POST")
      return refusal(404, "ResourceNotFoundException", `no such path: ${request.url}`)
    const body = await bodyOf(request)
    if (body === undefined) return refusal(413, "RequestTooLargeException", `more than ${MOST_BYTES} bytes`)
    const event = readObject(body)
    if (!event)
      return refusal(400, "InvalidRequestContentException", "Could not parse request body into json")
    const invocationType = String(request.headers["x-amz-invocation-type"] ?? "RequestResponse")
    if (invocationType === "DryRun") return { status: 204, payload: "" }
    if (invocationType !== "Event" && invocationType !== "RequestResponse")
      return refusal(400, "InvalidParameterValueException", `no such invocation type: ${invocationType}`)

    const functionName = bare(decodeURIComponent(encoded))
    this.#record({ at: Date.now(), functionName, invocationType, event })
    if (invocationType === "Event") return { status: 202, payload: "" }
    return answerTo(event, this.#answers.get(functionName))
  }

  #record(event: LambdaEvent): void {
    const events = this.#events.get(event.functionName) ?? { kept: [], dropped: 0 }
    this.#events.set(event.functionName, events)
    events.kept.push(event)
    if (events.kept.length > KEPT_EVENTS) {
      events.kept.shift()
      events.dropped++
    }
    for (const listener of this.#listeners) listener(event)
  }
}

/** `arn:aws:lambda:REGION:ACCOUNT:function:NAME:QUALIFIER`, `ACCOUNT:function:NAME`, `NAME:QUALIFIER` → `NAME`. */
function bare(functionName: string): string {
  const afterFunction = functionName.split("function:").at(-1)!
  return afterFunction.split(":")[0]!
}

type Reply = { status: number; payload: string; headers?: Record<string, string> }

/** Undefined: nothing is ever answered. */
function answerTo(event: Record<string, unknown>, answer: LambdaAnswer | undefined): Reply | undefined {
  if (!answer) return { status: 200, payload: JSON.stringify(event) }
  if ("response" in answer) {
    const response = { ...(event.response as object | undefined), ...answer.response }
    return { status: 200, payload: JSON.stringify({ ...event, response }) }
  }
  if ("error" in answer) {
    const payload = JSON.stringify({
      errorMessage: answer.error,
      errorType: answer.type ?? "Error",
      trace: [],
    })
    return { status: 200, payload, headers: { "x-amz-function-error": "Unhandled" } }
  }
  switch (answer.misbehaves) {
    case "timeout": // Cognito waits for five seconds (TRG-010); whoever waits longer, until the double is closed.
      return undefined
    case "bad-json":
      return { status: 200, payload: JSON.stringify(event).slice(0, -1) }
    case "not-an-event":
      return { status: 200, payload: '"not an event"' }
    case "http-500":
      return refusal(500, "ServiceException", "An error occurred and the request cannot be processed.")
  }
}

function send(response: ServerResponse, { status, payload, headers }: Reply): void {
  response
    .writeHead(status, {
      "content-type": "application/json",
      "x-amzn-requestid": randomUUID(),
      "x-amz-executed-version": "$LATEST",
      ...headers,
    })
    .end(payload)
}

function refusal(status: number, type: string, message: string): Reply {
  const payload = JSON.stringify({ Type: status < 500 ? "User" : "Service", Message: message, message })
  return { status, payload, headers: { "x-amzn-errortype": type } }
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= MOST_BYTES) chunks.push(chunk)
  }
  return size <= MOST_BYTES ? Buffer.concat(chunks).toString("utf8") : undefined
}

function readObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
