import type { Asker } from "./asker.ts"
import type { Lacking } from "./probe.ts"

/** An implementation that was recognised. */
export interface Product {
  /** As the shipped target of it is named, where there is one. */
  name: string
  /** By what, in a few words. */
  by: string
  version: string | undefined
}

/** What only one implementation answers by GET, with 200 and JSON. The last is answered by others too, for their clients' sake. */
const TELL_TALES: readonly [path: string, name: string][] = [
  ["/_reference/faults", "reference"],
  ["/moto-api/data.json", "moto"],
  ["/_ministack/health", "ministack"],
  ["/_floci/health", "floci"],
  ["/_fakecloud/health", "fakecloud"],
  ["/_gopherstack/health", "gopherstack"],
  ["/kumo/billing/usage", "kumo"],
  ["/_localstack/health", "localstack"],
]

/** Recognises an implementation by what only it answers; undefined: nobody knows it. */
export async function recognise(asker: Asker, { answers }: Lacking): Promise<Product | undefined> {
  for (const { called } of answers)
    if (called.answer.kind === "error" && called.answer.rawType.startsWith("CognitoLocal#"))
      return { name: "cognito-local", by: `errors of type ${called.answer.rawType}`, version: undefined }
  const base = asker.target.endpoint("idp")!
  for (const [path, name] of TELL_TALES) {
    const { status, json } = await asker.fetch(`${base}${path}`)
    if (status !== 200 || !json) continue
    const version = typeof json.version === "string" ? json.version : undefined
    return { name, by: `GET ${path}`, version }
  }
  return undefined
}
