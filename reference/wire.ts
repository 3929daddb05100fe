import { randomUUID } from "node:crypto"
import type { ServerResponse } from "node:http"
import type { ServiceError } from "./errors.ts"

const jsonType = "application/x-amz-json-1.1"
const longestHeader = 4096
const exposed = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date"

/** An answer of AWS JSON. */
export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** 200 with an operation's output; `undefined` is the empty body of an operation without output shape (WIRE-010). */
export function outputAnswer(output: unknown): Answer {
  return answer(200, output === undefined ? "" : JSON.stringify(output, epochSeconds))
}

/** An error: `__type` and `message`, and the same in headers (WIRE-005, WIRE-006). */
export function errorAnswer({ type, message, status }: ServiceError): Answer {
  // The parser of the request body speaks for itself: capital M, or no text at all (WIRE-012, WIRE-013, WIRE-015).
  const key = type === "SerializationException" ? "Message" : "message"
  const body = JSON.stringify({ __type: type, ...(message && { [key]: message }) })
  return answer(status, body, {
    "x-amzn-ErrorType": `${type}:`,
    // A header holds one line of Latin-1, and clients take so much of them all: messages quote values of any length.
    ...(message && {
      "x-amzn-ErrorMessage": message
        .slice(0, longestHeader)
        .replace(/[^\x20-\x7e\xa0-\xff]/g, " ")
        .trim(),
    }),
  })
}

function answer(status: number, body: string, more: Record<string, string> = {}): Answer {
  return {
    status,
    headers: {
      "content-type": jsonType,
      "x-amzn-RequestId": randomUUID(),
      ...more,
      "access-control-allow-origin": "*",
      "access-control-expose-headers": exposed,
    },
    body,
  }
}

/** Sends an answer of AWS JSON. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) })
  response.end(body)
}

/** Answers a browser that asks whether it may call from another origin. */
export function sendPreflight(response: ServerResponse): void {
  response.writeHead(200, {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers": "*, authorization",
    "access-control-expose-headers": exposed,
    "access-control-max-age": "172800",
    "content-length": 0,
  })
  response.end()
}

/** Answers plain JSON: the JWKS, the discovery document, the test controls. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "access-control-allow-origin": "*",
  })
  response.end(text)
}

/** Answers STS's XML. */
export function sendXml(response: ServerResponse, status: number, xml: string): void {
  response.writeHead(status, {
    "content-type": "text/xml",
    "content-length": Buffer.byteLength(xml),
    "x-amzn-RequestId": randomUUID(),
    "access-control-allow-origin": "*",
  })
  response.end(xml)
}

/** The answer to something that is not the JSON protocol (WIRE-015). */
export function sendUnknownProtocol(response: ServerResponse): void {
  response.writeHead(404, { "content-type": "application/xml", "x-amzn-RequestId": randomUUID() })
  response.end("<UnknownOperationException/>\n")
}

/** JSON.stringify's replacer: a Date becomes epoch seconds with up to three decimals (WIRE-011). */
function epochSeconds(this: unknown, key: string, value: unknown): unknown {
  const original = (this as Record<string, unknown>)[key]
  return original instanceof Date ? original.getTime() / 1000 : value
}
