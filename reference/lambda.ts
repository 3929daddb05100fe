import { request } from "undici"

/** What became of an invocation. */
export type Invocation =
  | { readonly payload: unknown }
  /** The function failed, with this error message. */
  | { readonly functionError: string }
  /** It returned nothing, null, or what is no JSON. */
  | { readonly invalidJson: true }
  /** Lambda did not invoke it: the name of Lambda's error, or the network's error code. */
  | { readonly unreachable: string }
  | { readonly timeout: true }

export type InvokeOptions = {
  readonly timeoutMs?: number
  /** Event only hands the event over, as the custom senders are invoked; its payload is undefined. */
  readonly invocationType?: "RequestResponse" | "Event"
}

/**
 * Invokes a function by ARN or name over Lambda's Invoke REST API, once: a trigger has 5 seconds, and Cognito does not
 * repeat what Lambda itself refused (TRG-010, TRG-012).
 */
export async function invoke(
  endpoint: string,
  functionArnOrName: string,
  event: unknown,
  { timeoutMs = 5000, invocationType = "RequestResponse" }: InvokeOptions = {},
): Promise<Invocation> {
  const path = `2015-03-31/functions/${encodeURIComponent(functionArnOrName)}/invocations`
  try {
    const response = await request(`${endpoint.replace(/\/$/, "")}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-amz-invocation-type": invocationType },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body = await response.body.text()
    if (response.statusCode >= 300) return { unreachable: errorName(response.headers["x-amzn-errortype"]) }
    if (response.headers["x-amz-function-error"]) return { functionError: errorMessage(parse(body), body) }
    if (invocationType === "Event") return { payload: undefined }
    const payload = parse(body)
    return payload === null || payload === undefined ? { invalidJson: true } : { payload }
  } catch (error) {
    const { name, code = name } = error as Error & { code?: string }
    return name === "TimeoutError" ? { timeout: true } : { unreachable: code }
  }
}

/** `AccessDeniedException:http://…` is AccessDeniedException. */
function errorName(header: string | string[] | undefined): string {
  return /^\w+/.exec(String(header ?? ""))?.[0] ?? "ServiceException"
}

/** A runtime reports `{ errorMessage, errorType, trace }`. */
function errorMessage(report: unknown, body: string): string {
  const { errorMessage = body } = (report ?? {}) as { errorMessage?: unknown }
  return String(errorMessage)
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
