import {
  constants,
  createHash,
  createHmac,
  createPublicKey,
  getDiffieHellman,
  hkdfSync,
  publicEncrypt,
} from "node:crypto"

// The native modular exponentiation of node:crypto costs 1.5 s of set-up with an own prime (it proves the prime),
// against 15 ms a sign-in here.
const N = fromHex(getDiffieHellman("modp15").getPrime("hex"))
const g = 2n
const k = digest(pad(N), pad(g))

/** The client's key pair of one sign-in: private exponent `a`, and public `A` as SRP_A wants it (minimal hex, AUTH-033). */
export type SrpKeys = { a: bigint; A: string }

/**
 * A fresh key pair from a source of random bytes, which may be seeded.
 * The private exponent has 256 bits, as RFC 5054 §3.1 asks for.
 */
export function srpClient(randomBytes: (size: number) => Uint8Array): SrpKeys {
  const a = fromHex(Buffer.from(randomBytes(32)).toString("hex"))
  return { a, A: modPow(g, a).toString(16) }
}

/** What PASSWORD_CLAIM_SIGNATURE is computed from; the names are those of ChallengeParameters, in camel case. */
export type PasswordClaim = SrpKeys & {
  /** The part of the user pool's id after `_`. */
  poolName: string
  userIdForSrp: string
  password: string
  /** SRP_B, hex. */
  B: string
  /** SALT, hex. */
  salt: string
  /** SECRET_BLOCK, base64. */
  secretBlock: string
  /** TIMESTAMP, see `srpTimestamp`. */
  timestamp: string
}

/**
 * PASSWORD_CLAIM_SIGNATURE, base64 (AUTH-037…042).
 * Throws a `RangeError` for what a client must refuse: `B` or `salt` that is not hex, B ≡ 0 mod N, u = 0.
 */
export function passwordClaim(claim: PasswordClaim): string {
  const { poolName, userIdForSrp, password, a, timestamp } = claim
  const B = fromHex(claim.B)
  if (B % N === 0n) throw new RangeError("SRP_B is 0 modulo N")
  const u = digest(pad(fromHex(claim.A)), pad(B))
  if (u === 0n) throw new RangeError("SRP u is 0")
  const identity = createHash("sha256").update(`${poolName}${userIdForSrp}:${password}`).digest()
  const x = digest(pad(fromHex(claim.salt)), identity)
  const S = modPow(B - k * modPow(g, x), a + u * x)
  const key = hkdfSync("sha256", pad(S), pad(u), "Caldera Derived Key", 16)
  return createHmac("sha256", Buffer.from(key))
    .update(poolName)
    .update(userIdForSrp)
    .update(Buffer.from(claim.secretBlock, "base64"))
    .update(timestamp)
    .digest("base64")
}

/** TIMESTAMP: `EEE MMM d HH:mm:ss UTC yyyy`, English, UTC, day without leading zero (AUTH-043). */
export function srpTimestamp(date: Date): string {
  const [weekday, day, month, year, time] = date.toUTCString().replace(",", "").split(" ")
  return `${weekday} ${month} ${Number(day)} ${time} UTC ${year}`
}

const MODULUS_BYTES = 384

/**
 * base^exponent mod N, for an exponent of at least 1. It is what RSA does to a block without padding, so a public key
 * of modulus N and that exponent lets OpenSSL do it: about six times as fast as BigInt.
 */
function modPow(base: bigint, exponent: bigint): bigint {
  const key = createPublicKey({
    key: { kty: "RSA", n: bytes(N).toString("base64url"), e: pad(exponent).toString("base64url") },
    format: "jwk",
  })
  const block = publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, bytes(((base % N) + N) % N))
  return fromHex(block.toString("hex"))
}

/** As many bytes as N has. */
function bytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * MODULUS_BYTES, "0"), "hex")
}

function digest(...parts: Uint8Array[]): bigint {
  const hash = createHash("sha256")
  for (const part of parts) hash.update(part)
  return fromHex(hash.digest("hex"))
}

/** Minimal bytes with a sign bit, as Java's BigInteger.toByteArray has them (AUTH-037). */
function pad(value: bigint): Buffer {
  const hex = value.toString(16)
  const even = hex.length % 2 === 0 ? hex : `0${hex}`
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, "hex")
}

function fromHex(hex: string): bigint {
  if (!/^[0-9a-f]+$/i.test(hex)) throw new RangeError(`not hex: ${JSON.stringify(hex)}`)
  return BigInt(`0x${hex}`)
}
