import type { StepOf } from "../scenario/documents.ts"
import type { Exchange } from "../wire/exchange.ts"
import type { StepContext, StepOutcome } from "./context.ts"
import { meetPattern, meetResponse, saveAnswer } from "./expectation.ts"
import { StepFailure } from "./failure.ts"

/** `http:` bytes in, bytes out, no implicit judgement: for what no client library would send. */
export async function http(step: StepOf<"http">, context: StepContext): Promise<StepOutcome> {
  const { method, url, headers = {}, body, json } = context.scope.resolve(step.http) as StepOf<"http">["http"]
  const text = body ?? (json === undefined ? undefined : JSON.stringify(json))
  const what = `${method ?? (text === undefined ? "GET" : "POST")} ${url}`
  const exchange = await context.send({
    label: "http",
    method: what.split(" ")[0]!,
    url,
    headers,
    ...(text === undefined ? {} : { body: text }),
  })
  const soft = step.responds ? meetResponse(step.responds, what, exchange, context) : []
  if (!step.responds && !isSuccess(exchange)) throw new StepFailure(`${what} should succeed`, { exchange })
  const answer = parseBody(exchange)
  soft.push(...meetPattern(step.returns, what, answer, exchange, context))
  saveAnswer(step.save, what, answer, exchange, context)
  return { answer, soft, exchange }
}

export function isSuccess({ response, failure }: Exchange): boolean {
  return response !== undefined && failure === undefined && response.status >= 200 && response.status < 300
}

/** The body as JSON, or as text when it is none. */
export function parseBody({ response }: Exchange): unknown {
  try {
    return JSON.parse(response?.body ?? "")
  } catch {
    return response?.body
  }
}
