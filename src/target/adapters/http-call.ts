import { PoolproofError } from "../../scenario/problem.ts"
import type { HttpClient } from "../../wire/http.ts"
import { fill, fillJson, type Values } from "../template.ts"
import type { HttpCall } from "./schema.ts"

/** Sends a call that a target file describes. @throws PoolproofError (exit 3) unless it is answered 2xx. */
export async function sendCall(
  client: HttpClient,
  label: string,
  call: HttpCall,
  values: Values,
  signal: AbortSignal,
): Promise<string> {
  const { method = "POST", url, headers, json } = call
  const exchange = await client.send({
    label,
    method,
    url: fillUrl(url, values),
    headers: { ...(json === undefined ? {} : { "content-type": "application/json" }), ...headers },
    body: json === undefined ? "" : JSON.stringify(fillJson(json, values, ["seconds"])),
    signal,
  })
  signal.throwIfAborted()
  const { response, failure } = exchange
  if (response && !failure && response.status >= 200 && response.status < 300) return response.body
  const why = failure ? failure.message : `status ${response?.status}: ${response?.body.slice(0, 200)}`
  throw new PoolproofError(`${label}: ${method} ${exchange.request.url} failed: ${why}`, 3)
}

/** Fills a URL's template: base URLs as they are, everything else encoded. */
function fillUrl(url: string, { endpoint, ...values }: Values): string {
  const filled = fill(url, { ...values, endpoint: "${endpoint}" }, (value) =>
    value === "${endpoint}" ? value : encodeURIComponent(value),
  )
  return endpoint === undefined ? filled : fill(filled, { endpoint })
}
