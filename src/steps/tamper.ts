import { createHmac, createPublicKey } from "node:crypto"
import { type KeyHost, Stranger } from "../doubles/stranger.ts"
import { TAMPERS, TOKEN_PARTS } from "../scenario/documents.ts"
import type { StepContext } from "./context.ts"
import { StepFailure, Unsupported } from "./failure.ts"
import { decodeJwt, decodePart, encodePart, type Jwt } from "./jwt.ts"
import { fetchKeySet } from "./key-set.ts"

type Kind = (typeof TAMPERS)[number]
type Parts = Record<(typeof TOKEN_PARTS)[number], string>
interface Splice {
  splice: keyof Parts
  from: string
}
/** One way of making a wrong token out of a right one; or a part of it taken from another token. */
export type Tamper = Kind | Splice

/** What a wrong token is made of. */
interface Material extends Jwt {
  /** The parts as they stand in the token. */
  parts: Parts
  /** Where the stranger's key can be had. */
  host: KeyHost
}

/** The token with one thing about it changed. What needs the pool's public key fetches it by the token's issuer. */
export async function tamperWith(
  tamper: Tamper,
  token: string,
  host: KeyHost,
  context: StepContext,
): Promise<string> {
  const material = { ...decodeJwt(token), parts: partsOf(token), host }
  if (typeof tamper === "object") return spliced(material.parts, tamper)
  return tamper === "hmac-public-key" ? hmacWithPublicKey(material, context) : TAMPER[tamper](material)
}

/** A tamper in a word or two. @throws Error when there is none such */
export function nameOf(tamper: Tamper): string {
  const spliced = typeof tamper === "object"
  const [name, known] = spliced ? [tamper.splice, TOKEN_PARTS] : [tamper, TAMPERS]
  if (!(known as readonly string[]).includes(name))
    throw new Error(`there is no tamper ${name}; lint should have said so`)
  return spliced ? `splice ${name}` : name
}

const DAY = 86_400
const YEAR_2200 = 7_258_118_400
const UNKNOWN_KID = "c3RyYW5nZXItc3RyYW5nZXItc3RyYW5nZXItc3RyYW4="

const TAMPER: Record<Exclude<Kind, "hmac-public-key">, (material: Material) => string> = {
  "alg-none": ({ header, parts }) => `${encodePart({ ...header, alg: "none" })}.${parts.payload}.`,
  "alg-none-mixed-case": ({ header, parts }) => `${encodePart({ ...header, alg: "nOnE" })}.${parts.payload}.`,
  "stranger-key": ({ header, claims }) => signed(header, claims),
  "unknown-kid": ({ header, claims }) => signed({ ...header, kid: UNKNOWN_KID }, claims),
  "empty-kid": ({ header, claims }) => signed({ ...header, kid: "" }, claims),
  "no-kid": ({ header: { kid, ...header }, claims }) => signed(header, claims),
  // What reads a key from the file of that name gets an empty one.
  "traversing-kid": ({ header, parts }) =>
    hmac({ ...header, kid: `${"../".repeat(8)}dev/null` }, parts.payload, ""),
  "jwk-header": ({ header, claims }) => signed({ ...header, jwk: stranger().jwk }, claims),
  "jku-header": ({ header, claims, host }) => signed({ ...header, jku: host.jwksUrl }, claims),
  "x5u-header": ({ header, claims, host }) => signed({ ...header, x5u: host.certificateUrl }, claims),
  "x5c-header": ({ header, claims }) =>
    signed({ ...header, x5c: [stranger().certificate.toString("base64")] }, claims),
  "flipped-signature": ({ parts }) => `${parts.header}.${parts.payload}.${flip(parts.signature)}`,
  "stripped-signature": ({ parts }) => `${parts.header}.${parts.payload}.`,
  // Kid and algorithm stay: an endpoint that verifies nothing has no other reason to refuse it.
  "flipped-header": ({ header, parts }) =>
    `${encodePart({ ...header, typ: header.typ === "JWT" ? "jwt" : "JWT" })}.${parts.payload}.${parts.signature}`,
  // A longer life, for the same reason.
  "flipped-payload": ({ claims, parts }) =>
    `${parts.header}.${encodePart({ ...claims, exp: seconds(claims, "exp") + 3600 })}.${parts.signature}`,
  // Read and written again it is the token that was signed.
  "duplicate-members": ({ claims, parts }) => {
    const later = seconds(claims, "exp") + 3600
    const json = decodePart(parts.payload).replace(/(?<=[{,]\s*)"exp"\s*:/, `"exp":${later},$&`)
    return `${parts.header}.${encodePart(json)}.${parts.signature}`
  },
  expired: ({ header, claims }) => {
    const iat = seconds(claims, "iat")
    return signed(header, { ...claims, iat: iat - DAY - 3600, exp: iat - DAY })
  },
  "not-yet-valid": ({ header, claims }) => {
    const iat = seconds(claims, "iat") + DAY
    return signed(header, { ...claims, iat, nbf: iat, exp: iat + 3600 })
  },
  "far-future": ({ header, claims }) => signed(header, { ...claims, exp: YEAR_2200 }),
  oversized: ({ header, claims }) => signed(header, { ...claims, padding: "x".repeat(65_536) }),
}

/** HS256 over the public key's PEM: what a verifier computes that lets the token choose the algorithm. */
async function hmacWithPublicKey({ header, claims, parts }: Material, context: StepContext): Promise<string> {
  const poolId = String(claims.iss).split("/").at(-1)!
  const { keySet } = await fetchKeySet(poolId, context)
  const jwk = keySet.keys.find((key) => key.kid === header.kid)
  if (!jwk) throw new StepFailure("the token's key is not in the pool's JWKS")
  const pem = createPublicKey({ key: jwk as never, format: "jwk" }).export({ type: "spki", format: "pem" })
  return hmac(header, parts.payload, pem)
}

let ours: Stranger | undefined
/** The stranger of this process, who makes his key pair when he is needed. */
export function stranger(): Stranger {
  ours ??= new Stranger()
  return ours
}

function signed(header: object, claims: object): string {
  const input = `${encodePart(header)}.${encodePart(claims)}`
  return `${input}.${stranger().sign(input)}`
}

function hmac(header: object, payload: string, key: string | Buffer): string {
  const input = `${encodePart({ ...header, alg: "HS256" })}.${payload}`
  return `${input}.${createHmac("sha256", key).update(input).digest("base64url")}`
}

/** @throws Unsupported when both tokens have that part in common: then nothing is forged */
function spliced(own: Parts, { splice, from }: Splice): string {
  const taken = partsOf(from)[splice]
  if (taken === own[splice])
    throw new Unsupported(`both tokens have the same ${splice}: there is nothing to splice`)
  return TOKEN_PARTS.map((part) => (part === splice ? taken : own[part])).join(".")
}

function partsOf(token: string): Parts {
  const [header = "", payload = "", signature = ""] = token.split(".")
  return { header, payload, signature }
}

function seconds(claims: Jwt["claims"], name: "exp" | "iat"): number {
  const value = claims[name]
  if (typeof value !== "number") throw new StepFailure(`the token to tamper with has no ${name}`)
  return value
}

function flip(signature: string): string {
  const bytes = Buffer.from(signature, "base64url")
  bytes[bytes.length >> 1]! ^= 1
  return bytes.toString("base64url")
}
