import { StepFailure } from "./failure.ts"

/** A compact JWS read without looking at its signature. */
export interface Jwt {
  header: Record<string, unknown>
  claims: Record<string, unknown>
}

/** Header and claims of a compact JWS, not verified. @throws StepFailure when it is none */
export function decodeJwt(token: string): Jwt {
  try {
    const parts = token.split(".")
    if (parts.length !== 3) throw new Error(`it has ${parts.length} parts, not 3`)
    const [header, claims] = parts.slice(0, 2).map((part) => JSON.parse(decodePart(part)))
    if (!isObject(header) || !isObject(claims)) throw new Error("header and claims must be JSON objects")
    return { header, claims }
  } catch (error) {
    throw new StepFailure(`the token is not a JWT: ${(error as Error).message}`)
  }
}

/** The text in one part of a token. */
export function decodePart(part: string): string {
  return Buffer.from(part, "base64url").toString("utf8")
}

/** Header or claims, as JSON or as JSON text, in the form of a token's part. */
export function encodePart(json: object | string): string {
  return Buffer.from(typeof json === "string" ? json : JSON.stringify(json)).toString("base64url")
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
