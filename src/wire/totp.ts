import { createHmac } from "node:crypto"

const stepSeconds = 30
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/**
 * The six-digit code of RFC 6238 (HMAC-SHA-1, steps of 30 s) over a base32 secret, at a time in epoch seconds.
 * Throws a `RangeError` when the secret is not base32.
 */
export function totp(secret: string, epochSeconds: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(epochSeconds / stepSeconds)))
  const mac = createHmac("sha1", base32(secret)).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0xf
  const code = mac.readUInt32BE(offset) & 0x7fff_ffff
  return String(code % 1_000_000).padStart(6, "0")
}

/** RFC 4648 base32, in either case, padded or not; bits beyond the last whole byte are dropped. */
function base32(text: string): Buffer {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const character of text.replace(/=+$/, "").toUpperCase()) {
    const digit = alphabet.indexOf(character)
    if (digit < 0) throw new RangeError(`not base32: ${JSON.stringify(character)}`)
    value = ((value << 5) | digit) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >> bits) & 0xff)
    }
  }
  return Buffer.from(bytes)
}
