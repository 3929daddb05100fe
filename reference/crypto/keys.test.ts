import { execFile } from "node:child_process"
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { calculateJwkThumbprint, compactVerify, importJWK } from "jose"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { signJwt } from "./jws.ts"
import { KeyBank, type SigningKey } from "./keys.ts"

const banks: KeyBank[] = []
let folder: string

function open(at = folder): KeyBank {
  const bank = new KeyBank(at)
  banks.push(bank)
  return bank
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "poolproof-keys-"))
})
afterEach(async () => {
  await Promise.all(banks.splice(0).map((bank) => bank.close()))
  await rm(folder, { recursive: true })
})

const take = (bank: KeyBank, count: number) => Promise.all(Array.from({ length: count }, () => bank.take()))
const kids = (keys: SigningKey[]) => keys.map((key) => key.kid)

test("a key's public half verifies what its private half signed, by jose", async () => {
  const key = await open().take()
  expect(key.kid).toMatch(/^[A-Za-z0-9+/]{43}=$/)
  expect(key.publicJwk).toEqual({
    kty: "RSA",
    alg: "RS256",
    use: "sig",
    e: "AQAB",
    kid: key.kid,
    n: expect.any(String),
  })
  expect(Buffer.from(key.publicJwk.n, "base64url")).toHaveLength(256)
  const { protectedHeader } = await compactVerify(
    await signJwt({}, key),
    await importJWK({ ...key.publicJwk }),
  )
  expect(protectedHeader).toEqual({ kid: key.kid, alg: "RS256" })
})

test("no key is given out twice", async () => {
  const bank = open()
  await bank.ready(3)
  const keys = await take(bank, 12)
  expect(new Set(kids(keys)).size).toBe(12)
  expect(new Set(await Promise.all(keys.map((key) => calculateJwkThumbprint(key.publicJwk)))).size).toBe(12)
})

test("the next process finds the keys that this one made, readable by its owner alone", async () => {
  const made = kids(await take(open(), 2))
  const files = (await readdir(folder)).filter((name) => name.endsWith(".pem"))
  expect(files.length).toBeGreaterThanOrEqual(2)
  for (const file of files) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600)
  const found = kids(await take(open(), 30))
  expect(found).toEqual(expect.arrayContaining(made))
})

test("a folder that cannot be written leaves the bank in memory", async () => {
  const file = join(folder, "a-file")
  await writeFile(file, "")
  expect(new Set(kids(await take(open(join(file, "keys")), 2))).size).toBe(2)
})

test("POOLPROOF_CACHE moves the folder", async () => {
  vi.stubEnv("POOLPROOF_CACHE", folder)
  const bank = new KeyBank()
  banks.push(bank)
  await bank.take()
  vi.unstubAllEnvs()
  expect((await readdir(join(folder, "keys"))).length).toBeGreaterThan(0)
})

test("a damaged file is passed over", async () => {
  await writeFile(join(folder, "damaged.pem"), "-----BEGIN PRIVATE KEY-----\nMIIEvg")
  expect((await open().take()).kid).toHaveLength(44)
})

test("processes that fill one folder at once leave whole keys only", async () => {
  const script = `
    const { KeyBank } = await import(${JSON.stringify(new URL("./keys.ts", import.meta.url).href)})
    await new KeyBank(${JSON.stringify(folder)}).ready(3)
    process.exit()`
  await Promise.all(
    [1, 2, 3].map(() => promisify(execFile)(process.execPath, ["--input-type=module", "-e", script])),
  )
  const files = (await readdir(folder)).filter((name) => name.endsWith(".pem"))
  expect(files.length).toBeGreaterThanOrEqual(3)
  for (const file of files)
    expect(await readFile(join(folder, file), "utf8")).toMatch(/-----END PRIVATE KEY-----\n$/)
})
