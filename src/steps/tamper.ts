import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto"
import type { TAMPERS } from "../scenario/documents.ts"
import type { StepContext } from "./context.ts"
import { StepFailure } from "./failure.ts"
import { fetchKeySet } from "./key-set.ts"

/** One way of making a wrong token out of a right one. */
export type Tamper = (typeof TAMPERS)[number]

interface Parts {
  header: Record<string, unknown>
  claims: Record<string, unknown>
  signature: string
  signingInput: string
}

/** The token with one thing about it changed. What needs the pool's public key fetches it by the token's issuer. */
export async function tamperWith(kind: Tamper, token: string, context: StepContext): Promise<string> {
  const parts = split(token)
  if (kind === "hmac-public-key") return hmacWithPublicKey(parts, context)
  return TAMPER[kind](parts)
}

const TAMPER: Record<Exclude<Tamper, "hmac-public-key">, (parts: Parts) => string> = {
  "alg-none": ({ header, claims }) => `${encode({ ...header, alg: "none" })}.${encode(claims)}.`,
  "alg-none-mixed-case": ({ header, claims }) => `${encode({ ...header, alg: "nOnE" })}.${encode(claims)}.`,
  "stranger-key": ({ header, claims }) => signed(header, claims, stranger()),
  "unknown-kid": ({ header, claims }) =>
    signed({ ...header, kid: "c3RyYW5nZXItc3RyYW5nZXItc3RyYW5nZXItc3RyYW4=" }, claims, stranger()),
  "empty-kid": ({ header, claims }) => signed({ ...header, kid: "" }, claims, stranger()),
  "no-kid": ({ header: { kid, ...header }, claims }) => signed(header, claims, stranger()),
  "flipped-signature": ({ signingInput, signature }) => `${signingInput}.${flip(signature)}`,
  "stripped-signature": ({ signingInput }) => `${signingInput}.`,
  // A longer life: an endpoint that verifies nothing has no other reason to refuse it.
  "flipped-payload": ({ header, claims, signature }) =>
    `${encode(header)}.${encode({ ...claims, exp: Number(claims.exp) + 3600 })}.${signature}`,
  expired: ({ header, claims }) =>
    signed(
      header,
      { ...claims, iat: Number(claims.iat) - 90_000, exp: Number(claims.iat) - 86_400 },
      stranger(),
    ),
}

/** HS256 over the public key's PEM: what a verifier computes that lets the token choose the algorithm. */
async function hmacWithPublicKey({ header, claims }: Parts, context: StepContext): Promise<string> {
  const poolId = String(claims.iss).split("/").at(-1)!
  const { keySet } = await fetchKeySet(poolId, context)
  const jwk = keySet.keys.find((key) => key.kid === header.kid)
  if (!jwk) throw new StepFailure("the token's key is not in the pool's JWKS")
  const pem = createPublicKey({ key: jwk as never, format: "jwk" }).export({ type: "spki", format: "pem" })
  const input = `${encode({ ...header, alg: "HS256" })}.${encode(claims)}`
  return `${input}.${createHmac("sha256", pem).update(input).digest("base64url")}`
}

let strangerKey: KeyObject | undefined
/** A key pair of our own that no pool knows, made once a process. */
function stranger(): KeyObject {
  strangerKey ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey
  return strangerKey
}

function signed(header: object, claims: object, key: KeyObject): string {
  const input = `${encode(header)}.${encode(claims)}`
  return `${input}.${sign("RSA-SHA256", Buffer.from(input), key).toString("base64url")}`
}

function split(token: string): Parts {
  const [header, claims, signature] = token.split(".")
  try {
    return {
      header: decode(header!),
      claims: decode(claims!),
      signature: signature!,
      signingInput: `${header}.${claims}`,
    }
  } catch {
    throw new StepFailure("the token to tamper with is not a JWT")
  }
}

const decode = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"))
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url")

function flip(signature: string): string {
  const bytes = Buffer.from(signature, "base64url")
  bytes[bytes.length >> 1]! ^= 1
  return bytes.toString("base64url")
}
