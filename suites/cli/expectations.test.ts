import { cpSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { newFolder, poolproof, recordIn, serve, tidy } from "./command.test-kit.ts"

let faulted: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  faulted = await serve("any-code-confirms", "revoke-token-forgets")
})
afterAll(tidy)
// Whole runs, several a test: a backstop for machines with much else to do.
vi.setConfig({ testTimeout: 180_000 })

/** A target of one's own, like the reference. */
function folderWithTarget(): string {
  const cwd = newFolder()
  cpSync("targets/reference.yaml", join(cwd, "own.yaml"))
  return cwd
}

const run = (cwd: string, ...args: string[]) =>
  poolproof(
    [
      "run",
      "own.yaml",
      "--endpoint",
      faulted.url,
      "--scenario",
      "sign-up.*",
      "--scenario",
      "tokens.revoke*",
      ...args,
    ],
    { cwd },
  )

test("known deviations are written down, believed, and noticed when they are gone", async () => {
  const cwd = folderWithTarget()
  const file = join(cwd, "own.expectations.yaml")
  const bare = await run(cwd)
  expect(bare.code, bare.text).toBe(1)
  const missing = await poolproof(["expect"], { cwd })
  expect(missing.code, missing.text).toBe(1)
  expect(missing.stdout).toContain("missing  idp.confirm-sign-up.code-mismatch")

  const updated = await poolproof(["expect", "--update"], { cwd })
  expect(updated.code, updated.text).toBe(0)
  const expected = await run(cwd)
  expect(expected.code, expected.text).toBe(0)
  expect(recordIn(cwd).judged.expected).toBeGreaterThan(0)
  expect((await run(cwd, "--no-expectations")).code).toBe(1)

  const commented = readFileSync(file, "utf8").replace(
    /^entries:$/m,
    "# Ours, and known.\nentries:\n  # Seen last year.",
  )
  const stale = `${commented}  - id: gone\n    requirement: idp.sign-up/*\n    scenario: sign-up.*\n    verdict: fail\n    reason: It was so once. # and is no more\n`
  writeFileSync(file, stale)
  const noticed = await run(cwd)
  expect(noticed.code, noticed.text).toBe(5)
  expect(noticed.stdout).toContain("gone")
  expect(await poolproof(["expect"], { cwd })).toMatchObject({ code: 5, stdout: "stale    gone\n" })

  expect((await poolproof(["expect", "--update"], { cwd })).code).toBe(0)
  expect(readFileSync(file, "utf8")).toBe(commented)
  expect((await run(cwd)).code).toBe(0)
})

test("the file's mistakes are told by line and column", async () => {
  const cwd = folderWithTarget()
  writeFileSync(
    join(cwd, "own.expectations.yaml"),
    "poolproof: 1\nkind: Expectations\nentries:\n  - id: x\n    verdct: fail\n    reason: y\n",
  )
  const { code, stderr } = await run(cwd)
  expect(code).toBe(2)
  expect(stderr).toMatch(/own\.expectations\.yaml:5:5: error PP\d+/)
})
