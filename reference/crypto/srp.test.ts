import { createHmac } from "node:crypto"
import { createRequire } from "node:module"
import { expect, test } from "vitest"
import { newRandom, type Random } from "../random.ts"
import { passwordMatches, srpVerifier, storePassword } from "./password.ts"
import { isValidA, newSalt, proofMatches, type SrpVerifier, serverChallenge, simulatedSalt } from "./srp.ts"

type BigInteger = { toString(radix: number): string; modPow(e: BigInteger, m: BigInteger): BigInteger }
type Helper = {
  N: BigInteger
  getLargeAValue(done: (error: unknown, A: BigInteger) => void): void
  getPasswordAuthenticationKey(
    username: string,
    password: string,
    B: BigInteger,
    salt: BigInteger,
    done: (error: unknown, key: Buffer) => void,
  ): void
}
const require = createRequire(import.meta.url)
const { AuthenticationHelper } = require("amazon-cognito-identity-js") as {
  AuthenticationHelper: new (poolName: string) => Helper
}
const { default: BigInt16 } = require("amazon-cognito-identity-js/lib/BigInteger.js") as {
  default: new (digits: string, radix: number) => BigInteger
}

const poolName = "aBcDeFgHi"
const userIdForSrp = "7c7e2a5e-91c5-4a6b-9b0e-0d1c2b3a4f5e"
const timestamp = "Mon Oct 5 09:56:23 UTC 2026"
const secretBlock = Buffer.from("an opaque block")

const newVerifier = (password: string, random: Random) =>
  srpVerifier(storePassword({ poolName, userIdForSrp }, password, random))

/** Signs in as amazon-cognito-identity-js does, and says whether the proof was taken. */
function signIn(kept: SrpVerifier, password: string, random: Random, user = userIdForSrp): boolean {
  const helper = new AuthenticationHelper(poolName)
  let A = ""
  helper.getLargeAValue((_, value) => {
    A = value.toString(16)
  })
  expect(isValidA(A)).toBe(true)
  const { b, B } = serverChallenge(kept.verifier, random)
  let signature = ""
  helper.getPasswordAuthenticationKey(
    user,
    password,
    new BigInt16(B, 16),
    new BigInt16(kept.salt, 16),
    (_, key) => {
      const parts = [Buffer.from(poolName + user), secretBlock, Buffer.from(timestamp)]
      signature = createHmac("sha256", key).update(Buffer.concat(parts)).digest("base64")
    },
  )
  const proof = {
    poolName,
    userIdForSrp,
    verifier: kept.verifier,
    A,
    b,
    B,
    secretBlock,
    timestamp,
    signature,
  }
  expect(proofMatches({ ...proof, timestamp: "Tue Oct 6 09:56:23 UTC 2026" })).toBe(false)
  expect(proofMatches({ ...proof, secretBlock: Buffer.from("another block") })).toBe(false)
  expect(proofMatches({ ...proof, signature: "" })).toBe(false)
  return proofMatches(proof)
}

test.each([1, 2, 3])("Amazon's own client proves its password (seed %i)", (seed) => {
  const random = newRandom(seed)
  const kept = newVerifier("Corr3ct-Höäß!", random)
  expect(signIn(kept, "Corr3ct-Höäß!", random)).toBe(true)
  expect(signIn(kept, "Wr0ng-password!", random)).toBe(false)
})

test("a proof for another user id is refused", () => {
  const random = newRandom(4)
  const kept = newVerifier("Corr3ct-password!", random)
  expect(signIn(kept, "Corr3ct-password!", random, "somebody-else")).toBe(false)
})

test.each(["00", "0f", "80", "7f"])(
  "a salt that begins with byte %s is padded as the client pads it",
  (first) => {
    const random = newRandom(5)
    const salted = { ...random, bytes: (length: number) => Buffer.from(first.padEnd(length * 2, "5"), "hex") }
    const kept = newVerifier("Corr3ct-password!", salted)
    expect(kept.salt).toMatch(/^[1-9a-f][0-9a-f]*$/)
    expect(signIn(kept, "Corr3ct-password!", random)).toBe(true)
  },
)

test("a stored password serves a plain sign-in and SRP alike", () => {
  const random = newRandom(6)
  const owner = { poolName, userIdForSrp }
  const stored = storePassword(owner, "Corr3ct-password!", random)
  expect(passwordMatches(stored, owner, "Corr3ct-password!")).toBe(true)
  expect(passwordMatches(stored, owner, "corr3ct-password!")).toBe(false)
  expect(passwordMatches(stored, { ...owner, userIdForSrp: "x" }, "Corr3ct-password!")).toBe(false)
  expect(signIn(srpVerifier(stored), "Corr3ct-password!", random)).toBe(true)
})

test("A must be hex and no multiple of N", () => {
  const N = new AuthenticationHelper(poolName).N.toString(16)
  const twice = (2n * BigInt(`0x${N}`)).toString(16)
  for (const A of ["0", "000", N, N.toUpperCase(), twice, "", "xyz", "0x1", "-1", "1 "])
    expect(isValidA(A), A).toBe(false)
  for (const A of ["1", "ABC", `${N}0f`]) expect(isValidA(A), A).toBe(true)
})

test("B is minimal lower-case hex and never the same twice", () => {
  const random = newRandom(7)
  const { verifier } = newVerifier("p", random)
  const seen = Array.from({ length: 20 }, () => serverChallenge(verifier, random).B)
  for (const B of seen) expect(B).toMatch(/^[1-9a-f][0-9a-f]{700,767}$/)
  expect(new Set(seen).size).toBe(20)
})

test("a user that does not exist always has the same salt, in its pool alone", () => {
  const one = Buffer.from("one")
  expect(simulatedSalt(one, "nobody")).toBe(simulatedSalt(one, "nobody"))
  expect(simulatedSalt(one, "nobody")).not.toBe(simulatedSalt(one, "no-one"))
  expect(simulatedSalt(one, "nobody")).not.toBe(simulatedSalt(Buffer.from("two"), "nobody"))
  expect(newSalt(Buffer.from("000abc", "hex"))).toBe("abc")
})
