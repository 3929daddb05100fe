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

/** By server: requirements that were met, and cases that were too much for the engine. */
function found(runs: Awaited<ReturnType<typeof runUnlooked>>) {
  return servers.map(([name], i) => ({
    name,
    met: mustsMet(suite, runs[i]!),
    errors: runs[i]!.results.filter(({ verdict }) => verdict === "error").map(
      ({ id, reason }) => `${id}: ${reason}`,
    ),
  }))
}
const nothing = servers.map(([name]) => ({ name, met: {}, errors: [] }))

test("no `must` is met, looked at or not", async () => {
  const urls = await Promise.all(servers.map(([, answer]) => serving(answer)))
  const runs = urls.map((url) => runUnlooked(suite, { own: [url], fixtures: url, reference: reference.url }))
  expect(found((await Promise.all(runs)).flat())).toEqual(nothing)
})

test("nor where all fixtures were set up as they should", { timeout: 120_000 }, async () => {
  const own = await Promise.all(servers.map(([, answer]) => serving(answer)))
  const runs = await runUnlooked(suite, { own, fixtures: reference.url, reference: reference.url })
  expect(found(runs)).toEqual(nothing)
})

test.concurrent.for(servers)("%s: the doctor sees through it", async ([, answer]) => {
  const cwd = newFolder()
  const { code, stderr } = await poolproof(["run", "--endpoint", await serving(answer)], { cwd })
  expect(code, stderr).toBe(3)
  expect(stderr).toContain("is not fit for a run")
  expect(hasRecord(cwd)).toBe(false)
})

test.for(servers)("%s: one that turns so in mid-run does not conform", async ([, answer]) => {
  // The runs before it left hundreds of key pairs to be made.
  await fetch(`${reference.url}/_reference/reset`, { method: "POST", body: "{}" })
  const url = await serving(after(60, proxy(reference.url), answer))
  const cwd = newFolder()
  const { code, text } = await poolproof(["run", "--endpoint", url, "--jobs", "4"], { cwd })
  expect(code, text).toBe(1)
  expect(recordIn(cwd).judged.unexpected).toBeGreaterThan(100)
})
