import { existsSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { serveHttp } from "../wire/loopback.test-server.ts"
import { processStart } from "./process-identity.ts"
import { ledgerForTest, nodeProfile, openForTest, profileOf, SERVES } from "./target.test-kit.ts"

const now = () => AbortSignal.timeout(5_000)
const gone = (pid: number) => expect.poll(() => processStart(pid)).toBeUndefined()
const get = async (url: string) => (await (await fetch(url)).json()) as { pid: number; key: string | null }

test("starts a process, waits until it is ready, and stops it with its folder", async () => {
  const ledger = ledgerForTest()
  const target = await openForTest(nodeProfile(`console.log("\\x1b[31mhello\\x1b[0m");${SERVES}`), { ledger })
  expect(target.loopback).toBe(true)
  const { pid } = await get(target.endpoint("idp")!)
  const folder = ledger.processes()[0]!.folder!
  expect(ledger.processes()).toEqual([{ pid, folder, started: processStart(pid) }])
  expect(existsSync(`${folder}/server.mjs`)).toBe(true)
  expect(target.log(0)).toMatchObject([{ stream: "stdout", text: "hello" }])
  expect(target.log(Date.now() + 1)).toEqual([])
  expect(await target.ping(now())).toBeUndefined()

  await target.close()
  await gone(pid)
  expect(existsSync(folder)).toBe(false)
  expect(ledger.processes()).toEqual([])
})

test("takes the endpoint from a line of JSON on stdout, after whatever else was printed", async () => {
  const program = `
import { createServer } from "node:http"
console.log("{ not json")
const server = createServer((_, response) => response.end("{}")).listen(0, "127.0.0.1", () =>
  console.log(JSON.stringify({ ready: true, endpoint: "http://127.0.0.1:" + server.address().port + "/" })))`
  const target = await openForTest(
    profileOf(`start:
  command: ["\${node}", --input-type=module, -e, ${JSON.stringify(program)}]
  ready: { stdout: json-line }
endpoints: { identity: "\${endpoint}/identity", oauth: "http://\${domain}.auth.\${region}.localhost:\${port}" }
issuer: \${endpoint}/\${poolId}`),
  )
  const base = target.endpoint("idp")!
  expect(base).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(target.endpoint("identity")).toBe(`${base}/identity`)
  expect(target.endpoint("sts")).toBeUndefined()
  expect(target.endpoint("oauth", "my-app")).toBe(
    `http://my-app.auth.us-east-1.localhost:${new URL(base).port}`,
  )
  expect(target.issuer("p_1")).toBe(`${base}/p_1`)
  expect(target.jwksUrl("p_1")).toBe(`${base}/p_1/.well-known/jwks.json`)
  expect(target.discoveryUrl("p_1")).toBe(`${base}/p_1/.well-known/openid-configuration`)
})

describe("what cannot be started is an environment's failure, with the last lines", () => {
  test.for([
    [
      "it dies",
      `console.error("no such thing as a port"); process.exit(7)`,
      /ended with exit code 7 before it was ready; its last lines:\n {4}no such thing as a port/,
    ],
    [
      "it is killed",
      `process.kill(process.pid, "SIGKILL")`,
      /ended by SIGKILL before it was ready; it printed nothing/,
    ],
    [
      "it is never ready",
      `console.log("thinking"); setInterval(() => {}, 1000)`,
      /is not ready after 300ms; its last lines:\n {4}thinking/,
    ],
  ] as const)("%s", async ([, program, message]) => {
    const profile = nodeProfile(program)
    profile.start!.ready!.within = program.includes("thinking") ? "300ms" : "5s"
    const ledger = ledgerForTest()
    const opening = openForTest(profile, { ledger })
    await expect(opening).rejects.toMatchObject({ exitCode: 3, message: expect.stringMatching(message) })
    expect(ledger.processes()).toEqual([])
  })

  test("there is no such program", async () => {
    const opening = openForTest(
      profileOf("start: { command: [no-such-program-here] }\nendpoint: http://127.0.0.1:${port}"),
    )
    await expect(opening).rejects.toMatchObject({ exitCode: 3, message: expect.stringContaining("ENOENT") })
  })

  test("the run was interrupted meanwhile", async () => {
    const ledger = ledgerForTest()
    const opening = openForTest(nodeProfile(`setInterval(() => {}, 1000)`), {
      ledger,
      signal: AbortSignal.timeout(100),
    })
    await expect(opening).rejects.toThrow()
    expect(ledger.processes()).toEqual([])
  })
})

test("tries another port when the first was taken meanwhile", async () => {
  const program = `
import { existsSync, writeFileSync } from "node:fs"
if (!existsSync("tried")) {
  writeFileSync("tried", "")
  throw Object.assign(new Error("listen EADDRINUSE: address already in use"), { code: "EADDRINUSE" })
}${SERVES.replace("\nimport", "\nconst { createServer } = await import('node:http') //")}`
  const target = await openForTest(nodeProfile(program))
  expect(await target.ping(now())).toBeUndefined()
})

test("stops what ignores SIGTERM, and what it started itself", async () => {
  const program = `
import { spawn } from "node:child_process"
process.on("SIGTERM", () => {})
const child = spawn(process.execPath, ["-e", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)"], { stdio: "inherit" })
console.log("child " + child.pid)
${SERVES}`
  const target = await openForTest(nodeProfile(program))
  const { pid } = await get(target.endpoint("idp")!)
  const child = Number(target.log(0)[0]!.text.replace("child ", ""))
  expect([processStart(pid), processStart(child)]).toEqual([expect.any(String), expect.any(String)])
  await target.close()
  await gone(pid)
  await gone(child)
})

test("notices that its process has died", async () => {
  const target = await openForTest(nodeProfile(SERVES))
  const { pid } = await get(target.endpoint("idp")!)
  process.kill(pid, "SIGKILL")
  await expect.poll(() => target.ping(now())).toBe("its process ended by SIGKILL")
})

test("an endpoint that is given replaces the start", async () => {
  const url = await serveHttp((_, response) => response.end("{}"))
  const profile = nodeProfile("process.exit(1)", "issuer: ${endpoint}/${poolId}")
  const ledger = ledgerForTest()
  const target = await openForTest(profile, { endpoint: url, ledger })
  expect(target.endpoint("idp")).toBe(url.replace(/\/$/, ""))
  expect(target.issuer("p")).toBe(`${url}p`)
  expect(ledger.processes()).toEqual([])
  expect(target.log(0)).toEqual([])
})

test("a command that is given is the shell's, and gets the port all the same", async () => {
  const script = SERVES.replace("import { createServer } from", "const { createServer } = require(").replace(
    '"node:http"',
    '"node:http")',
  )
  const start = `printf '%s' '${script.replaceAll("'", "'\\''")}' > s.cjs && "${process.execPath}" s.cjs`
  const target = await openForTest(nodeProfile("process.exit(1)"), { start })
  expect(await target.ping(now())).toBeUndefined()
})

test("no endpoint at all is wrong usage", async () => {
  await expect(openForTest(profileOf("region: x"))).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining("--endpoint"),
  })
})

test("a process gets no AWS keys of ours, and knows what it is told", async () => {
  const profile = nodeProfile(
    SERVES.replace("process.env.KEY ?? null", "[process.env.AWS_SECRET_ACCESS_KEY, process.env.KEY].join()"),
  )
  profile.start!.env!.KEY = { secret: "POOLPROOF_TEST_SECRET" }
  process.env.AWS_SECRET_ACCESS_KEY = "must not leak"
  process.env.POOLPROOF_TEST_SECRET = "may"
  try {
    const target = await openForTest(profile)
    expect((await get(target.endpoint("idp")!)).key).toBe(",may")
    expect(target.secrets).toEqual(["may"])
  } finally {
    delete process.env.AWS_SECRET_ACCESS_KEY
    delete process.env.POOLPROOF_TEST_SECRET
  }
})

test("knows its own way to say that it lacks something", async () => {
  const target = await openForTest(
    profileOf(`endpoint: http://127.0.0.1:1
unsupported:
  - { status: 500, type: "Local#Unsupported" }
  - { status: 501, message: "not (yet )?implemented" }
  - { body: "<title>No</title>" }`),
  )
  const says = (status: number, type?: string, message?: string, body = "") =>
    target.saysUnsupported({ status, type, message, body })
  expect(says(500, "Unsupported")).toBe(true)
  expect(says(500, "Local#Unsupported")).toBe(true)
  expect(says(400, "Unsupported")).toBe(false)
  expect(says(501, "X", "this is not implemented")).toBe(true)
  expect(says(501, "X")).toBe(false)
  expect(says(404, undefined, undefined, "<html><title>No</title>")).toBe(true)
  expect(says(400, "UnknownOperationException")).toBe(true)
})
