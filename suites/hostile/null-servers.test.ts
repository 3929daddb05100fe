import { afterAll, beforeAll, expect, test } from "vitest"
import { loadSuite } from "../../src/scenario/suite.ts"
import { hasRecord, later, newFolder, poolproof, recordIn, serve, tidy } from "../cli/command.test-kit.ts"
import { mustsMet, runUnlooked } from "./null-run.test-kit.ts"
import { after, NULL_SERVERS, proxy, serveAnswer } from "./servers.ts"

const suite = loadSuite(["scenarios"])
const servers = Object.entries(NULL_SERVERS)

let reference: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  reference = await serve()
})
afterAll(tidy)

async function serving(answer: Parameters<typeof serveAnswer>[0]): Promise<string> {
  const { url, close } = await serveAnswer(answer)
  later(close)
  return url
}

test.for(servers)("%s: no `must` is met, looked at or not", async ([, answer]) => {
  const url = await serving(answer)
  const run = await runUnlooked(suite, { own: url, fixtures: url, reference: reference.url })
  expect(mustsMet(suite, run)).toEqual({})
  expect(run.results.filter(({ verdict }) => verdict === "error")).toEqual([])
})

test.concurrent.for(servers)("%s: nor where all fixtures were set up as they should", async ([, answer]) => {
  const own = await serving(answer)
  const run = await runUnlooked(suite, { own, fixtures: reference.url, reference: reference.url })
  expect(mustsMet(suite, run)).toEqual({})
  expect(run.results.filter(({ verdict }) => verdict === "error")).toEqual([])
})

test.concurrent.for(servers)("%s: the doctor sees through it", async ([, answer]) => {
  const cwd = newFolder()
  const { code, stderr } = await poolproof(["run", "--endpoint", await serving(answer)], { cwd })
  expect(code, stderr).toBe(3)
  expect(stderr).toContain("is not fit for a run")
  expect(hasRecord(cwd)).toBe(false)
})

test.concurrent.for(servers)("%s: one that turns so in mid-run does not conform", async ([, answer]) => {
  const url = await serving(after(60, proxy(reference.url), answer))
  const cwd = newFolder()
  const { code, text } = await poolproof(["run", "--endpoint", url, "--jobs", "4"], { cwd })
  expect(code, text).toBe(1)
  expect(recordIn(cwd).judged.unexpected).toBeGreaterThan(100)
})
