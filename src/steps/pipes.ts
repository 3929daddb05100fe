import { createHash } from "node:crypto"
import { type PipeName, TemplateError } from "../scenario/template.ts"
import { secretHash } from "../wire/secret-hash.ts"
import { totp } from "../wire/totp.ts"
import { decodePart } from "./jwt.ts"

/** What pipes need to know of the moment. */
export interface PipeContext {
  /** Epoch milliseconds on the clock of the case. */
  now(): number
}

type PipeFunction = (value: unknown, args: unknown[], context: PipeContext) => unknown

/** What each pipe of the language does to a value. @throws TemplateError when the value is of a kind it cannot take */
export const PIPES: Record<PipeName, PipeFunction> = {
  default: (value, [fallback]) => value ?? fallback,
  lower: (value) => text(value).toLowerCase(),
  upper: (value) => text(value).toUpperCase(),
  b64: (value) => Buffer.from(text(value)).toString("base64"),
  b64decode: (value) => Buffer.from(text(value), "base64").toString("utf8"),
  b64url: (value) => Buffer.from(text(value)).toString("base64url"),
  json: (value) => JSON.stringify(value),
  parseJson: (value) => parse(text(value)),
  urlencode: (value) => encodeURIComponent(text(value)),
  mutateDigit: (value) => replaceLast(text(value), /\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
  mutateChar: (value) => replaceLast(text(value), /[^=](?==*$)/s, (char) => (char === "A" ? "B" : "A")),
  truncate: (value, [length]) => text(value).slice(0, Number(length)),
  jwtHeader: (value) => jwtPart(text(value), 0),
  jwtClaims: (value) => jwtPart(text(value), 1),
  totp: (value, _, { now }) => totp(text(value), now() / 1000),
  secretHash: (value, [client]) => {
    const { id, secret } = client as { id: string; secret?: string }
    if (!secret) throw new TemplateError("the pipe `secretHash` needs a client that has a secret")
    return secretHash(text(value), id, secret)
  },
  sha256: (value) => createHash("sha256").update(text(value)).digest("hex"),
}

function text(value: unknown): string {
  if (typeof value === "string") return value
  if (typeof value === "number" || typeof value === "boolean") return String(value)
  throw new TemplateError(`this pipe needs a string, not ${JSON.stringify(value) ?? "nothing"}`)
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new TemplateError(`not JSON: ${json.slice(0, 80)}`)
  }
}

function replaceLast(value: string, pattern: RegExp, change: (found: string) => string): string {
  if (!pattern.test(value)) throw new TemplateError(`nothing to change in ${JSON.stringify(value)}`)
  return value.replace(pattern, change)
}

function jwtPart(token: string, index: 0 | 1): unknown {
  const part = token.split(".")[index]
  if (part === undefined) throw new TemplateError("not a JWT: it has no dots")
  return parse(decodePart(part))
}
