import type { FoundOperation } from "../model/model.ts"
import type { Half } from "../scenario/generated/probe.ts"
import type { HttpRequest } from "../wire/http.ts"
import { type Credentials, sign } from "../wire/sigv4.ts"
import type { StepContext } from "./context.ts"
import { Unsupported } from "./failure.ts"

const HOUR_MS = 3_600_000
const STRANGER: Credentials = { accessKeyId: "AKIAPOOLPROOFSTRANGE", secretAccessKey: "stranger" }

/** The request of one half of a probe. @throws Unsupported without the service, or the credentials to sign wrongly with */
export function requestOf(
  name: string,
  { model, operation, name: action, service }: FoundOperation,
  half: Half,
  { case: { target, seed } }: StepContext,
): HttpRequest & { body: string } {
  const endpoint = target.endpoint(name.startsWith("identity.") ? "identity" : "idp")
  if (!endpoint) throw new Unsupported(`${target.name} does not offer ${service}`)
  const { contentType = "application/x-amz-json-1.1", signing = "right" } = half
  const called = half.target === undefined ? `${model.targetPrefix}.${action}` : half.target
  const headers: Record<string, string> = {
    ...(contentType === null ? {} : { "content-type": contentType }),
    ...(called === null ? {} : { "x-amz-target": called }),
  }
  const url = new URL(endpoint).href
  const body = half.body(seed)
  const { credentials, region } = target
  if (signing !== "right" && !credentials)
    throw new Unsupported(`${target.name} has no credentials to sign with`)
  if (operation.auth === "none" || signing === "none" || !credentials)
    return { label: name, method: "POST", url, headers, body }
  const signature = sign({
    method: "POST",
    url,
    headers,
    body,
    region,
    service: model.signingName,
    credentials: {
      right: credentials,
      stale: credentials,
      "wrong-signature": { ...credentials, secretAccessKey: STRANGER.secretAccessKey },
      stranger: STRANGER,
    }[signing],
    date: new Date(Date.now() - (signing === "stale" ? HOUR_MS : 0)),
  })
  return { label: name, method: "POST", url, headers: { ...headers, ...signature }, body }
}
