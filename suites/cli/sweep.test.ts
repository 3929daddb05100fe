import { CreateUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider"
import { afterAll, expect, test, vi } from "vitest"
import { newFolder, poolNames, poolproof, sdk, serve, start, tidy } from "./command.test-kit.ts"

afterAll(tidy)
// Whole runs, several a test: a backstop for machines with much else to do.
vi.setConfig({ testTimeout: 180_000 })

test("after kill -9 in mid-run, sweep leaves nothing behind and touches nothing else", async () => {
  const { url } = await serve()
  await sdk(url).send(new CreateUserPoolCommand({ PoolName: "bystander" }))
  const cwd = newFolder()
  const running = start(["run", "reference", "--endpoint", url, "--json"], { cwd })
  await running.says(/"type":"case-end"(?:[\s\S]*"type":"case-end"){9}/)
  running.child.kill("SIGKILL")
  await running.ended
  expect((await poolNames(url)).length).toBeGreaterThan(1)

  const swept = await poolproof(["sweep"], { cwd })
  expect(swept.code, swept.text).toBe(0)
  expect(swept.stdout).toMatch(/\d+ pools deleted/)
  expect(await poolNames(url)).toEqual(["bystander"])

  const again = await poolproof(["sweep"], { cwd })
  expect(again.code).toBe(0)
  expect(again.stdout).toBe("nothing to sweep\n")
})

test("sweep ends a target that a killed run had started, and leaves a run alone that goes on", async () => {
  const cwd = newFolder()
  const killed = start(["run", "reference", "--json"], { cwd })
  await killed.says(/"type":"case-end"/)
  killed.child.kill("SIGKILL")
  await killed.ended
  const going = start(["run", "reference", "--json", "--out", "going", "--scenario", "sign-*"], { cwd })
  await going.says(/"type":"case-end"/)

  const swept = await poolproof(["sweep"], { cwd })
  expect(swept.code, swept.text).toBe(0)
  expect(swept.stdout).toContain("1 processes stopped")
  expect(swept.stdout).toContain("still running, left alone")
  const { code, stderr } = await going.ended
  expect(code, stderr).toBe(0)
})
