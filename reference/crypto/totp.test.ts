import { Secret, TOTP } from "otpauth"
import { expect, test } from "vitest"
import { newRandom } from "../random.ts"
import { newSecret, totpMatches } from "./totp.ts"

// RFC 6238, appendix B: the last six digits of its SHA-1 codes
test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
])("RFC 6238 at %i s", (time, code) => {
  const secret = new Secret({ buffer: new TextEncoder().encode("12345678901234567890").buffer }).base32
  expect(totpMatches(secret, code, time, 0)).toBe(Math.floor(time / 30))
})

test("an authenticator app's code is taken one step to either side of now, and names its step", () => {
  const secret = newSecret(newRandom(1))
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const app = new TOTP({ secret: Secret.fromBase32(secret) })
  const now = 1_770_000_015
  for (const steps of [-1, 0, 1]) {
    const code = app.generate({ timestamp: (now + steps * 30) * 1000 })
    expect(totpMatches(secret, code, now)).toBe(now / 30 - 0.5 + steps)
  }
  for (const steps of [-2, 2]) {
    const code = app.generate({ timestamp: (now + steps * 30) * 1000 })
    expect(totpMatches(secret, code, now)).toBeUndefined()
  }
})

test("what is no code of the secret is refused", () => {
  const secret = newSecret(newRandom(2))
  const now = 1_770_000_000
  const right = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now * 1000 })
  expect(totpMatches(secret, right, now)).toBeDefined()
  for (const code of ["", ` ${right}`, right.slice(1), "abcdef", "¹²³"])
    expect(totpMatches(secret, code, now)).toBeUndefined()
  expect(totpMatches(newSecret(newRandom(3)), right, now)).toBeUndefined()
})
