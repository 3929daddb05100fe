import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { findTarget } from "../cli/find-target.ts"
import { cleanUp } from "../target/clean-up.ts"
import { Ledger } from "../target/ledger.ts"
import { type OpenTarget, openTarget } from "../target/open.ts"
import { HttpClient } from "../wire/http.ts"
import { Admin } from "./admin.ts"
import { inParallel } from "./in-parallel.ts"
import { prepare } from "./prepare.ts"
import { readPrepared } from "./prepared-file.ts"
import { startReference } from "./reference.test-server.ts"

const folder = mkdtempSync(join(tmpdir(), "poolproof-prepare-"))
const client = new HttpClient()
let reference: Awaited<ReturnType<typeof startReference>>
let target: OpenTarget
let ledger: Ledger

beforeAll(async () => {
  reference = await startReference()
  target = await openTarget(findTarget("reference", reference.endpoint), {
    endpoint: reference.endpoint,
    runId: "prepare",
    signal: new AbortController().signal,
  })
  ledger = Ledger.open(folder, { runId: "prepare", target: "reference" })
})

afterAll(async () => {
  await target.close()
  await client.close()
  reference.stop()
})

function options(users: number, signal: AbortSignal, more: { mfa?: number; file?: string } = {}) {
  const { mfa = 0, file } = more
  return {
    admin: new Admin(target, client, ledger, signal),
    runId: "prepare",
    seed: 7,
    users,
    mfa,
    identityPool: false,
    artefacts: [],
    ...(file ? { file } : {}),
  } as const
}

const never = new AbortController().signal

describe("users", () => {
  test("that were interrupted are gone on with, in the same pool", async () => {
    const file = join(folder, "kept.json")
    const interrupted = new AbortController()
    const begun: number[] = []
    const first = prepare({
      ...options(700, interrupted.signal, { file }),
      onProgress: (_, done) => {
        begun.push(done)
        if (done === 450) interrupted.abort()
      },
    })
    await expect(first).rejects.toThrow()
    const kept = readPrepared(file)!
    // Hundreds that are done without a gap: one slow call holds the last back.
    expect([200, 300, 400]).toContain(kept.users)

    const made: number[] = []
    const prepared = await prepare({
      ...options(600, never, { file }),
      onProgress: (_, done) => made.push(done),
    })
    expect(prepared).toMatchObject({ userPoolId: kept.userPoolId, users: 600, deviations: [] })
    expect(Math.max(...made)).toBe(600 - kept.users)
  })

  test("with TOTP have secrets, and the others are not asked for a code", async () => {
    const prepared = await prepare({ ...options(10, never, { mfa: 5 }), artefacts: ["totp", "access"] })
    expect(prepared.artefacts.totp).toHaveLength(5)
    expect(prepared.artefacts.access?.filter((token) => token.split(".").length === 3)).toHaveLength(10)
    expect(prepared.expected).toMatchObject({ accessSeconds: 86_400, idSeconds: 82_800 })
  })

  test("are taken away with their pools", async () => {
    const pools = ledger.resources().length
    expect(pools).toBeGreaterThan(0)
    expect(await cleanUp(ledger, target, client)).toEqual({ deleted: pools, left: [] })
  })
})

test("what is done in parallel is reported up to where everything is done", async () => {
  const marks: number[] = []
  const done = new Set<number>()
  await inParallel(
    100,
    async (n) => {
      await new Promise((resolve) => setImmediate(resolve))
      done.add(n)
    },
    { onEach: (upTo) => marks.push([...Array(upTo).keys()].every((n) => done.has(n)) ? upTo : -1) },
  )
  expect(marks.at(-1)).toBe(100)
  expect(marks).not.toContain(-1)
})
