import fc from "fast-check"
import { Secret, TOTP } from "otpauth"
import { expect, test } from "vitest"
import { totp } from "./totp.ts"

// RFC 6238, appendix B, SHA-1: the last six of its eight digits; the secret is "12345678901234567890".
const rfcSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"

test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
])("RFC 6238 at %i", (at, code) => {
  expect(totp(rfcSecret, at)).toBe(code)
})

test("agrees with otpauth for secrets of any length", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z2-7]{16,64}$/), fc.nat(4_000_000_000), (secret, at) => {
      const theirs = new TOTP({ secret: Secret.fromBase32(secret) })
      expect(totp(secret, at)).toBe(theirs.generate({ timestamp: at * 1000 }))
    }),
  )
})

test("takes lower case, padding and fractions of a second, and refuses what is not base32", () => {
  expect(totp(`${rfcSecret.toLowerCase()}====`, 59.9)).toBe("287082")
  expect(() => totp("ABC1", 0)).toThrow('not base32: "1"')
})
