import crypto from "k6/crypto"
import http, { type Params, type Response } from "k6/http"
import { classify } from "../lib/outcome.ts"
import type { Sample } from "../lib/sample.ts"
import { signer } from "../lib/sigv4.ts"
import { config } from "./config.ts"

// Kept: asking k6's modules for a function costs more than calling ours.
const { get, post } = http
const PREFIX = { idp: "AWSCognitoIdentityProviderService", identity: "AWSCognitoIdentityService" } as const
const url = { idp: `${config.endpoint}/`, identity: `${config.identityEndpoint ?? config.endpoint}/` }

const sign =
  config.credentials &&
  signer<ArrayBuffer>(
    config.credentials,
    {
      region: config.region,
      service: "cognito-idp",
      host: config.endpoint.replace(/^https?:\/\//, "").replace(/\/.*$/, ""),
    },
    {
      sha256Hex: (text) => crypto.sha256(text, "hex"),
      hmac: (key, text) => crypto.hmac("sha256", key, text, "binary"),
      hmacHex: (key, text) => crypto.hmac("sha256", key, text, "hex"),
    },
  )

const paramsOf: Record<string, Params & { headers: Record<string, string> }> = {}

/** Calls an operation; undefined, and the sample failed, when it is refused. `body` is its input in JSON. */
export function call(
  sample: Sample,
  operation: string,
  body: string,
  service: "idp" | "identity" = "idp",
): string | undefined {
  const response = post(url[service], body, params(operation, service))
  return answer(sample, operation, response)
}

/** Calls an operation that administrators sign. */
export function callSigned(sample: Sample, operation: string, body: string): string | undefined {
  const plain = params(operation, "idp")
  const target = plain.headers["X-Amz-Target"]!
  const headers = sign ? { ...plain.headers, ...sign(target, body, new Date()) } : plain.headers
  return answer(sample, operation, post(url.idp, body, { ...plain, headers }))
}

/** Fetches a document; undefined, and the sample failed, when there is none. */
export function fetchDocument(sample: Sample, name: string, address: string): string | undefined {
  const response = get(address, { tags: { name } })
  return answer(sample, name, response)
}

/** An operation that is to be refused by the error of this name: anything else fails the sample. */
export function refused(sample: Sample, operation: string, body: string, type: string): void {
  const response = post(url.idp, body, params(operation, "idp"))
  sample.request(operation, response.status, response.timings.duration)
  if (response.status === 200) {
    sample.fail({ outcome: "integrity", detail: `${operation} succeeded, expected ${type}` })
    return
  }
  const failure = classify(response.status, response.error_code, response.body ?? "")
  if (failure.detail === type) return
  const other = failure.outcome === "refused"
  sample.fail(
    other ? { outcome: "protocol", detail: `${operation}: ${failure.detail}, expected ${type}` } : failure,
  )
}

function answer(sample: Sample, operation: string, response: Response): string | undefined {
  sample.request(operation, response.status, response.timings.duration)
  if (response.status === 200) return response.body ?? ""
  sample.fail(classify(response.status, response.error_code, response.body ?? ""))
  return undefined
}

function params(
  operation: string,
  service: keyof typeof PREFIX,
): Params & { headers: Record<string, string> } {
  paramsOf[operation] ??= {
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `${PREFIX[service]}.${operation}`,
    },
    tags: { name: operation },
    redirects: 0,
  }
  return paramsOf[operation]
}
