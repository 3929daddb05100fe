import { createHash, createHmac } from "node:crypto"
import { createRequire } from "node:module"
import fc from "fast-check"
import { describe, expect, test, vi } from "vitest"
import { passwordClaim, type SrpKeys, srpClient, srpTimestamp } from "./srp.ts"

// The second opinion: amazon-cognito-identity-js's own arithmetic, CommonJS without types.
const require = createRequire(import.meta.url)
const { default: AuthenticationHelper } = require("amazon-cognito-identity-js/lib/AuthenticationHelper.js")
const { default: BigInteger } = require("amazon-cognito-identity-js/lib/BigInteger.js")
const { default: DateHelper } = require("amazon-cognito-identity-js/lib/DateHelper.js")

const seeded = (seed: string) => (size: number) =>
  createHash("shake256", { outputLength: size }).update(seed).digest()

type Claim = Parameters<typeof passwordClaim>[0]

function theirClaim(claim: Claim): string {
  const helper = new AuthenticationHelper(claim.poolName)
  helper.smallAValue = new BigInteger(claim.a.toString(16), 16)
  helper.largeAValue = new BigInteger(claim.A, 16)
  let key: Uint8Array = new Uint8Array()
  helper.getPasswordAuthenticationKey(
    claim.userIdForSrp,
    claim.password,
    new BigInteger(claim.B, 16),
    new BigInteger(claim.salt, 16),
    (error: unknown, hkdf: Uint8Array) => {
      expect(error).toBeNull()
      key = hkdf
    },
  )
  const parts = [
    claim.poolName,
    claim.userIdForSrp,
    Buffer.from(claim.secretBlock, "base64"),
    claim.timestamp,
  ]
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part as string)))
  return createHmac("sha256", key).update(bytes).digest("base64")
}

const example: Claim = {
  ...srpClient(seeded("example")),
  poolName: "Example",
  userIdForSrp: "jane",
  password: "Passw0rd!",
  B: "2a",
  salt: "1",
  secretBlock: "AAAA",
  timestamp: "Mon Oct 5 09:56:23 UTC 2026",
}

describe("srpClient", () => {
  test("is determined by its bytes", () => {
    expect(srpClient(seeded("1"))).toEqual(srpClient(seeded("1")))
    expect(srpClient(seeded("1"))).not.toEqual(srpClient(seeded("2")))
  })

  test("computes A as amazon-cognito-identity-js does, in minimal hex", () => {
    for (const seed of ["1", "2", "3"]) {
      const { a, A } = srpClient(seeded(seed))
      new AuthenticationHelper("x").calculateA(
        new BigInteger(a.toString(16), 16),
        (_error: unknown, theirs: { toString(radix: number): string }) => expect(A).toBe(theirs.toString(16)),
      )
    }
  })
})

describe("passwordClaim", () => {
  test("agrees with amazon-cognito-identity-js", () => {
    const hex = (maxBytes: number) =>
      fc.uint8Array({ minLength: 1, maxLength: maxBytes }).map((bytes) => {
        const digits = Buffer.from(bytes).toString("hex").replace(/^0+/, "")
        return digits === "" ? "1" : digits
      })
    fc.assert(
      fc.property(
        fc.record({
          keys: fc.string().map((seed): SrpKeys => srpClient(seeded(seed))),
          poolName: fc.stringMatching(/^[0-9a-zA-Z]{1,12}$/),
          userIdForSrp: fc.string({ minLength: 1, unit: "grapheme" }),
          password: fc.string({ minLength: 1, unit: "grapheme" }),
          B: hex(384),
          salt: hex(16),
          secretBlock: fc.base64String(),
        }),
        ({ keys, ...rest }) => {
          const claim = { ...example, ...keys, ...rest }
          expect(passwordClaim(claim)).toBe(theirClaim(claim))
        },
      ),
      { numRuns: 15 },
    )
  })

  test("takes upper-case hex, and depends on every input", () => {
    const claim = passwordClaim(example)
    expect(passwordClaim({ ...example, B: "2A" })).toBe(claim)
    for (const name of ["poolName", "userIdForSrp", "password", "timestamp"] as const) {
      expect(passwordClaim({ ...example, [name]: "other" })).not.toBe(claim)
    }
    expect(passwordClaim({ ...example, salt: "2" })).not.toBe(claim)
    expect(passwordClaim({ ...example, B: "2b" })).not.toBe(claim)
    expect(passwordClaim({ ...example, secretBlock: "AAAB" })).not.toBe(claim)
  })

  test("refuses what a client must refuse", () => {
    expect(() => passwordClaim({ ...example, B: "0" })).toThrow("SRP_B is 0 modulo N")
    expect(() => passwordClaim({ ...example, B: "no hex" })).toThrow(RangeError)
    expect(() => passwordClaim({ ...example, salt: "" })).toThrow(RangeError)
  })
})

test("srpTimestamp has the form of the row, and agrees with amazon-cognito-identity-js", () => {
  expect(srpTimestamp(new Date("2026-10-05T09:56:23Z"))).toBe("Mon Oct 5 09:56:23 UTC 2026")
  vi.useFakeTimers({ toFake: ["Date"] })
  try {
    for (const date of ["2024-02-29T00:00:00.999Z", "2026-12-31T23:59:59Z", "2027-01-01T12:05:09Z"]) {
      vi.setSystemTime(date)
      expect(srpTimestamp(new Date())).toBe(new DateHelper().getNowString())
    }
  } finally {
    vi.useRealTimers()
  }
})
