import { createHmac, timingSafeEqual } from "node:crypto"
import type { Random } from "../random.ts"

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
const stepSeconds = 30

/** A secret for AssociateSoftwareToken: 20 random bytes in base32. */
export function newSecret(random: Random): string {
  let bits = ""
  for (const byte of random.bytes(20)) bits += byte.toString(2).padStart(8, "0")
  return bits.replace(/.{5}/g, (five) => digits[Number.parseInt(five, 2)]!)
}

/**
 * The time step (RFC 6238: 30 s, SHA-1, six digits) whose code this is, looking `window` steps to either side of now;
 * undefined when there is none. A caller refuses a step that it has accepted before.
 */
export function totpMatches(
  secret: string,
  code: string,
  epochSeconds: number,
  window = 1,
): number | undefined {
  const key = fromBase32(secret)
  const now = Math.floor(epochSeconds / stepSeconds)
  const given = Buffer.from(code)
  for (let step = now - window; step <= now + window; step++) {
    const expected = Buffer.from(codeAt(key, step))
    if (given.length === expected.length && timingSafeEqual(given, expected)) return step
  }
  return undefined
}

function codeAt(key: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigInt64BE(BigInt(step))
  const mac = createHmac("sha1", key).update(counter).digest()
  const truncated = mac.readUInt32BE(mac.at(-1)! & 15) & 0x7fff_ffff
  return String(truncated % 1_000_000).padStart(6, "0")
}

function fromBase32(text: string): Buffer {
  let bits = ""
  for (const digit of text) bits += digits.indexOf(digit).toString(2).padStart(5, "0")
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
}
