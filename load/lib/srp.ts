import { concat, padded } from "./srp-bytes.ts"
import { N, powerOf, powerOfTwo } from "./srp-group.ts"

/** The primitives that SRP needs, which k6 and Node name differently. */
export interface SrpHost {
  sha256Hex(data: string | ArrayBuffer): string
  hmac(key: ArrayBuffer, ...parts: (string | ArrayBuffer)[]): ArrayBuffer
  fromBase64(text: string): ArrayBuffer
  toBase64(bytes: ArrayBuffer): string
}

/** A client's key pair of one sign-in; `A` is SRP_A. */
export interface SrpKeys {
  a: bigint
  A: string
}

/** What the proof of a password is made of; the names are those of ChallengeParameters, in camel case. */
export interface SrpClaim extends SrpKeys {
  /** The part of the user pool's id after `_`. */
  poolName: string
  userIdForSrp: string
  password: string
  /** SRP_B and SALT in hex, SECRET_BLOCK in base64. */
  B: string
  salt: string
  secretBlock: string
  timestamp: string
}

const k = (host: SrpHost) => hash(host, padded(N), padded(2n))
let kept: bigint | undefined

/** A key pair from 32 random bytes in hex. The exponent has 256 bits, as RFC 5054 §3.1 asks for. */
export function srpKeys(randomHex: string): SrpKeys {
  const a = BigInt(`0x${randomHex}`)
  return { a, A: powerOfTwo(a).toString(16) }
}

/** PASSWORD_CLAIM_SIGNATURE, in base64. Throws a RangeError for a SRP_B that is 0 modulo N, or a u of 0. */
export function srpSignature(
  { poolName, userIdForSrp, password, a, A, B, salt, secretBlock, timestamp }: SrpClaim,
  host: SrpHost,
): string {
  kept ??= k(host)
  const b = BigInt(`0x${B}`)
  if (b % N === 0n) throw new RangeError("SRP_B is 0 modulo N")
  const u = hash(host, padded(BigInt(`0x${A}`)), padded(b))
  if (u === 0n) throw new RangeError("SRP's u is 0")
  const x = hash(host, padded(BigInt(`0x${salt}`)), host.sha256Hex(`${poolName}${userIdForSrp}:${password}`))
  // The base is kept positive by adding k·N to it.
  const S = powerOf((b + kept * (N - powerOfTwo(x))) % N, a + u * x)
  const prk = host.hmac(concat(padded(u)), concat(padded(S)))
  const key = host.hmac(prk, "Caldera Derived Key\u0001").slice(0, 16)
  return host.toBase64(host.hmac(key, poolName, userIdForSrp, host.fromBase64(secretBlock), timestamp))
}

/** TIMESTAMP: `EEE MMM d HH:mm:ss UTC yyyy`, English, UTC, the day without a leading zero. */
export function srpTimestamp(date: Date): string {
  const [weekday, day, month, year, time] = date.toUTCString().replace(",", "").split(" ")
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`
}

function hash(host: SrpHost, ...hex: string[]): bigint {
  return BigInt(`0x${host.sha256Hex(concat(...hex))}`)
}
