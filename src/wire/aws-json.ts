import type { Exchange, Failure } from "./exchange.ts"
import { type Credentials, sign } from "./sigv4.ts"

/** One call of an operation in AWS JSON 1.1; with `sign`, signed by SigV4. */
export type AwsJsonCall = {
  label: string
  /** The URL that is posted to. */
  endpoint: string
  /** Such as `AWSCognitoIdentityProviderService`. */
  targetPrefix: string
  operation: string
  input: unknown
  /** Further headers, such as another `host`; they are signed too. */
  headers?: Record<string, string>
  sign?: { region: string; service: string; credentials: Credentials; date: Date }
}

export type AwsJsonRequest = {
  label: string
  method: "POST"
  url: string
  headers: Record<string, string>
  body: string
}

/** The request of a call, ready for `HttpClient.send` (WIRE-001). */
export function awsJsonRequest(call: AwsJsonCall): AwsJsonRequest {
  const url = new URL(call.endpoint).href
  const body = JSON.stringify(call.input)
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `${call.targetPrefix}.${call.operation}`,
    ...call.headers,
  }
  const signature = call.sign ? sign({ method: "POST", url, headers, body, ...call.sign }) : {}
  return { label: call.label, method: "POST", url, headers: { ...headers, ...signature }, body }
}

/** What an exchange says to a client of AWS JSON 1.1. */
export type AwsAnswer =
  | { kind: "success"; output: Record<string, unknown> }
  | {
      kind: "error"
      /** The short name, such as `NotAuthorizedException`. */
      type: string
      /** The type as it came. */
      rawType: string
      message: string | undefined
      output: Record<string, unknown>
    }
  | { kind: "garbage"; status: number; why: string }
  | { kind: "none"; failure: Failure }

/**
 * Reads an exchange:
 * - `none`: it failed, even where part of a response came.
 * - `success`: status 2xx and a body that is a JSON object, or empty (then `output` is `{}`, WIRE-010).
 * - `error`: any other status, the same body, and an error type: the string `__type`, or else the header
 *   `x-amzn-errortype`. `type` is it without namespace (up to `#`) and without what follows `:` or `,` (WIRE-006).
 *   `message` is the string `message`, or else `Message` (WIRE-005, WIRE-012).
 * - `garbage`: everything else, such as an HTML page of whatever status, a JSON array, an error that names no type.
 */
export function readAwsJson(exchange: Exchange): AwsAnswer {
  const { response, failure } = exchange
  if (failure) return { kind: "none", failure }
  if (!response) throw new TypeError("an exchange has a response or a failure")
  const { status } = response
  const output = parseObject(response.body)
  if (typeof output === "string") return { kind: "garbage", status, why: output }
  if (status >= 200 && status < 300) return { kind: "success", output }
  const rawType = text(output.__type) ?? response.headers["x-amzn-errortype"] ?? ""
  const type = rawType
    .replace(/^.*#/, "")
    .replace(/[:,].*$/, "")
    .trim()
  if (type === "") return { kind: "garbage", status, why: `status ${status} without an error type` }
  return { kind: "error", type, rawType, message: text(output.message) ?? text(output.Message), output }
}

/** The object that a body holds, or why it holds none. */
function parseObject(body: string): Record<string, unknown> | string {
  if (body === "") return {}
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (error) {
    return `body is not JSON: ${(error as Error).message}`
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  return "body is JSON, but not an object"
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined
}
