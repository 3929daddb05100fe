import { generateKeyPairSync } from "node:crypto"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { decodeProtectedHeader, jwtVerify, SignJWT } from "jose"
import { beforeAll, expect, test } from "vitest"
import { readJwt, signJwt, verifySignature } from "./jws.ts"
import { KeyBank, type SigningKey } from "./keys.ts"

const claims = { sub: "ümlaut", exp: 4_000_000_000, "cognito:groups": ["a", "b"] }
let key: SigningKey
let other: SigningKey

beforeAll(async () => {
  const bank = new KeyBank(join(tmpdir(), "poolproof-test-keys"))
  key = await bank.take()
  other = await bank.take()
  await bank.close()
})

test("jose verifies what we sign", async () => {
  const token = await signJwt(claims, key)
  expect((await jwtVerify(token, key.publicKey)).payload).toEqual(claims)
  await expect(jwtVerify(token, other.publicKey)).rejects.toThrow("signature verification failed")
  expect(token).toMatch(/^eyJraWQiOi/)
})

test("an RS512 header signs with SHA-512", async () => {
  const header = { kid: "us-east-11", typ: "JWS", alg: "RS512" } as const
  const token = await signJwt(claims, key, header)
  expect(decodeProtectedHeader(token)).toEqual(header)
  expect((await jwtVerify(token, key.publicKey)).payload).toEqual(claims)
  expect(verifySignature(readJwt(token)!, key.publicKey)).toBe(true)
})

test("we verify what jose signs, and nothing else", async () => {
  const token = await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "k" }).sign(key.privateKey)
  const jwt = readJwt(token)!
  expect(jwt.header).toEqual({ alg: "RS256", kid: "k" })
  expect(jwt.payload).toEqual(claims)
  expect(verifySignature(jwt, key.publicKey)).toBe(true)
  expect(verifySignature(jwt, other.publicKey)).toBe(false)
  expect(verifySignature({ ...jwt, signed: `${jwt.signed}A` }, key.publicKey)).toBe(false)
})

test("another algorithm is refused whatever the signature", async () => {
  const token = await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(new Uint8Array(32))
  expect(verifySignature(readJwt(token)!, key.publicKey)).toBe(false)
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
  const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.AA`
  expect(verifySignature(readJwt(none)!, publicKey)).toBe(false)
})

test.each([
  "",
  "a",
  "a.b",
  "a.b.c",
  "e30.e30",
  "e30.e30.",
  "e30.W10.AA",
  "bnVsbA.e30.AA",
  "e30.e30.AA.AA",
  "e30.e30=.AA",
])("%j is no JWT", (token) => expect(readJwt(token)).toBeUndefined())
