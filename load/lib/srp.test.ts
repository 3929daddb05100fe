import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes } from "node:crypto"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type SrpHost, srpKeys, srpSignature, srpTimestamp } from "./srp.ts"
import { concat, padded } from "./srp-bytes.ts"
import { N, powerOf, powerOfTwo } from "./srp-group.ts"

const host: SrpHost = {
  sha256Hex: (data) => createHash("sha256").update(bytes(data)).digest("hex"),
  hmac: (key, ...parts) => {
    const mac = createHmac("sha256", new Uint8Array(key))
    for (const part of parts) mac.update(bytes(part))
    return Uint8Array.from(mac.digest()).buffer
  },
  fromBase64: (text) => Uint8Array.from(Buffer.from(text, "base64")).buffer,
  toBase64: (buffer) => Buffer.from(buffer).toString("base64"),
}

function bytes(data: string | ArrayBuffer): string | Uint8Array {
  return typeof data === "string" ? data : new Uint8Array(data)
}

const exponent = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })

/** Bit by bit, from the definition. */
function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (const bit of exponent.toString(2)) result = (result * result * (bit === "1" ? base : 1n)) % N
  return result
}

describe("the group", () => {
  test("is RFC 3526's 3072-bit one, as Node knows it", () => {
    expect(N.toString(16)).toBe(getDiffieHellman("modp15").getPrime("hex"))
  })

  test("the fixed-base power is the power of 2", () => {
    fc.assert(
      fc.property(exponent, (e) => powerOfTwo(e) === power(2n, e)),
      { numRuns: 20 },
    )
    for (const e of [0n, 1n, 16n, 2n ** 256n - 1n]) expect(powerOfTwo(e)).toBe(power(2n, e))
  })

  test("the windowed power is the power", () => {
    const base = fc.bigInt({ min: 0n, max: N - 1n })
    const long = fc.bigInt({ min: 0n, max: 2n ** 512n - 1n })
    fc.assert(
      fc.property(base, long, (b, e) => powerOf(b, e) === power(b, e)),
      { numRuns: 10 },
    )
  })
})

describe("bytes", () => {
  test("a padded number is the two's complement of a positive one, as short as can be", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 300n }), (value) => {
        const hex = padded(value)
        expect(hex.length % 2).toBe(0)
        expect(BigInt(`0x${hex}`)).toBe(value)
        expect(Number.parseInt(hex.slice(0, 2), 16)).toBeLessThan(128)
        // One byte less would be too few, or would have its top bit set.
        if (hex.length > 2 && hex.startsWith("00"))
          expect(Number.parseInt(hex.slice(2, 4), 16)).toBeGreaterThan(127)
      }),
    )
  })

  test("hex becomes the bytes that Buffer makes of it", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 4 }), (parts) => {
        const hex = parts.map((part) => Buffer.from(part).toString("hex"))
        expect(Buffer.from(concat(...hex))).toEqual(Buffer.concat(parts))
      }),
    )
  })
})

describe("a sign-in", () => {
  /** The server's half, with node:crypto where it can. Returns the signature that it expects. */
  function server(username: string, password: string, A: string, secretBlock: string, timestamp: string) {
    const salt = padded(BigInt(`0x${randomBytes(16).toString("hex")}`))
    const H = (...hex: string[]) =>
      BigInt(
        `0x${createHash("sha256")
          .update(Buffer.from(hex.join(""), "hex"))
          .digest("hex")}`,
      )
    const identity = createHash("sha256").update(`pool${username}:${password}`).digest("hex")
    const v = power(2n, H(salt, identity))
    const b = BigInt(`0x${randomBytes(32).toString("hex")}`)
    const B = (H(padded(N), padded(2n)) * v + power(2n, b)) % N
    const u = H(padded(BigInt(`0x${A}`)), padded(B))
    const S = power((BigInt(`0x${A}`) * power(v, u)) % N, b)
    const key = hkdfSync(
      "sha256",
      Buffer.from(padded(S), "hex"),
      Buffer.from(padded(u), "hex"),
      "Caldera Derived Key",
      16,
    )
    const signature = createHmac("sha256", Buffer.from(key))
      .update(`pool${username}`)
      .update(Buffer.from(secretBlock, "base64"))
      .update(timestamp)
      .digest("base64")
    return { salt, B: B.toString(16), signature }
  }

  test("proves the password to a server that computes its half differently", () => {
    for (let i = 0; i < 5; i++) {
      const keys = srpKeys(randomBytes(32).toString("hex"))
      const secretBlock = randomBytes(200).toString("base64")
      const timestamp = srpTimestamp(new Date())
      const { salt, B, signature } = server("pp-1-5", "Pp5.load-1", keys.A, secretBlock, timestamp)
      const claim = { ...keys, poolName: "pool", userIdForSrp: "pp-1-5", B, salt, secretBlock, timestamp }
      expect(srpSignature({ ...claim, password: "Pp5.load-1" }, host)).toBe(signature)
      expect(srpSignature({ ...claim, password: "Pp5.load-2" }, host)).not.toBe(signature)
    }
  })

  test("refuses a server's B that is 0 modulo N", () => {
    const claim = {
      ...srpKeys("05"),
      poolName: "pool",
      userIdForSrp: "u",
      password: "p",
      salt: "1",
      secretBlock: "",
      timestamp: "",
    }
    expect(() => srpSignature({ ...claim, B: "0" }, host)).toThrow(RangeError)
    expect(() => srpSignature({ ...claim, B: (2n * N).toString(16) }, host)).toThrow(RangeError)
  })

  test("has its timestamp in Cognito's form", () => {
    expect(srpTimestamp(new Date("2026-11-05T07:08:09Z"))).toBe("Thu Nov 5 07:08:09 UTC 2026")
  })
})
