import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto"
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises"
import { homedir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"

const generate = promisify(generateKeyPair)

/** Keys held ready: what a burst of new pools takes, at two each. */
const spare = 16
/** Pairs made or loaded at a time: half of libuv's four threads; the others sign. */
const workers = 2
/** Keys that the folder keeps at most. */
const kept = 1024

/** An RSA-2048 pair, and its public half as a JWKS lists it. */
export type SigningKey = {
  /** 44 characters of padded standard base64: the SHA-256 of the public key. */
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  readonly publicJwk: {
    readonly kty: "RSA"
    readonly n: string
    readonly e: string
    readonly alg: "RS256"
    readonly use: "sig"
    readonly kid: string
  }
}

/**
 * Gives out signing keys, each once. A pair costs 40 ms or more to make, so every pair made is kept in a folder of the
 * user's cache for the next process, and a few are always held ready. Where the folder cannot be read or written the
 * bank lives in memory alone.
 */
export class KeyBank {
  readonly #folder: string
  readonly #stock: SigningKey[] = []
  readonly #waiting: ((key: SigningKey) => void)[] = []
  readonly #working = new Set<Promise<void>>()
  #files: Promise<string[]> | undefined
  #fileCount = 0
  #closed = false

  /** Begins to fill at once. The default folder is `keys` in POOLPROOF_CACHE or the user's cache folder. */
  constructor(folder = join(cacheFolder(), "keys")) {
    this.#folder = folder
    this.#refill()
  }

  /** A key that nobody has had from this bank; immediate when there is stock. */
  take(): Promise<SigningKey> {
    const taken = this.#stock.shift()
    const key = taken
      ? Promise.resolve(taken)
      : new Promise<SigningKey>((resolve) => this.#waiting.push(resolve))
    this.#refill()
    return key
  }

  /** Waits until `count` keys are in stock. */
  async ready(count: number): Promise<void> {
    const keys = await Promise.all(Array.from({ length: count }, () => this.take()))
    this.#stock.unshift(...keys)
  }

  /** Ends the filling; resolves when no key is being made or written any more. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#working)
  }

  #refill(): void {
    while (
      !this.#closed &&
      this.#working.size < workers &&
      this.#stock.length + this.#working.size < spare + this.#waiting.length
    ) {
      const work = this.#next().then((key) => {
        this.#working.delete(work)
        const waiting = this.#waiting.shift()
        if (waiting) waiting(key)
        else this.#stock.push(key)
        this.#refill()
      })
      this.#working.add(work)
    }
  }

  async #next(): Promise<SigningKey> {
    this.#files ??= this.#list()
    const files = await this.#files
    for (let file = files.pop(); file; file = files.pop()) {
      const key = await readFile(join(this.#folder, file))
        .then(signingKey)
        .catch(() => undefined)
      if (key) return key
    }
    const { privateKey } = await generate("rsa", { modulusLength: 2048 })
    const key = signingKey(privateKey)
    if (this.#fileCount++ < kept) await this.#save(key)
    return key
  }

  async #list(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => [])
    const files = names.filter((name) => name.endsWith(".pem"))
    this.#fileCount = files.length
    return files
  }

  /** Written aside and moved into place, so that another process never sees half a key. */
  async #save({ kid, privateKey }: SigningKey): Promise<void> {
    const name = Buffer.from(kid, "base64").toString("base64url")
    const unfinished = join(this.#folder, `${name}.${process.pid}`)
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 })
      await writeFile(unfinished, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 })
      await rename(unfinished, join(this.#folder, `${name}.pem`))
    } catch {
      this.#fileCount = kept
    }
  }
}

function signingKey(key: KeyObject | Buffer): SigningKey {
  const privateKey = Buffer.isBuffer(key) ? createPrivateKey(key) : key
  const publicKey = createPublicKey(privateKey)
  const kid = createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("base64")
  const { n, e } = publicKey.export({ format: "jwk" })
  return {
    kid,
    privateKey,
    publicKey,
    publicJwk: { kty: "RSA", n: n!, e: e!, alg: "RS256", use: "sig", kid },
  }
}

function cacheFolder(): string {
  const { POOLPROOF_CACHE, XDG_CACHE_HOME } = process.env
  return POOLPROOF_CACHE || join(XDG_CACHE_HOME || join(homedir(), ".cache"), "poolproof")
}
