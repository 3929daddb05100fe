const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

/** HMAC-SHA-1 of a message of bytes under a key of bytes. */
export type HmacSha1 = (key: Uint8Array, message: Uint8Array) => Uint8Array

/** The code of RFC 6238 with Cognito's parameters (SHA-1, six digits, 30 s) for a base32 secret at a time in epoch seconds. */
export function totp(secret: string, epochSeconds: number, hmac: HmacSha1): string {
  const message = new Uint8Array(8)
  let step = Math.floor(epochSeconds / 30)
  for (let i = 7; i >= 0; i--) {
    message[i] = step % 256
    step = Math.floor(step / 256)
  }
  const mac = hmac(base32(secret), message)
  const at = mac[mac.length - 1]! & 15
  const truncated = ((mac[at]! & 127) << 24) | (mac[at + 1]! << 16) | (mac[at + 2]! << 8) | mac[at + 3]!
  return String(truncated % 1_000_000).padStart(6, "0")
}

function base32(text: string): Uint8Array {
  const bytes: number[] = []
  let value = 0
  let bits = 0
  for (const character of text.replace(/=+$/, "").toUpperCase()) {
    const digit = ALPHABET.indexOf(character)
    if (digit < 0) throw new RangeError("a TOTP secret is base32")
    value = ((value << 5) | digit) & 0xfff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >> bits) & 255)
    }
  }
  return new Uint8Array(bytes)
}
