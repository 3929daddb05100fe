import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { callTarget } from "./call.ts"
import { Ledger } from "./ledger.ts"
import { loadTarget } from "./load.ts"
import { processStart } from "./process-identity.ts"
import { sweep } from "./sweep.ts"
import { clientForTest, folderForTest, openForTest } from "./target.test-kit.ts"

const soon = () => AbortSignal.timeout(10_000)
const nobody = () => Promise.reject(new Error("nobody should be asked"))
const here = (file: string) => new URL(file, import.meta.url).href

/** A run in a process of its own, which opens cognito-local and then does as `then` says. */
async function run(dir: string, then: string) {
  const program = `
    import { openTarget } from ${JSON.stringify(here("open.ts"))}
    import { Ledger } from ${JSON.stringify(here("ledger.ts"))}
    import { loadTarget } from ${JSON.stringify(here("load.ts"))}
    const ledger = Ledger.open(${JSON.stringify(dir)}, { runId: "r1", target: "cognito-local" })
    const target = await openTarget(loadTarget("cognito-local"), { signal: AbortSignal.timeout(30000), runId: "r1", ledger })
    ledger.before("idp.CreateUserPool", { PoolName: "poolproof-r1-a" })
    console.log(JSON.stringify(ledger.processes()[0]))
    setInterval(() => {}, 1000)
    ${then}`
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", then ? "ignore" : "inherit"],
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  const [chunk] = (await once(child.stdout, "data")) as [Buffer]
  return { child, started: JSON.parse(chunk.toString()) as { pid: number; started: string; folder: string } }
}

test("kill -9 leaves the process behind; sweep ends it, and removes its folder and the ledger", async () => {
  const dir = folderForTest()
  const { child, started } = await run(dir, "")
  expect(await sweep(dir, nobody, soon())).toMatchObject([{ runId: "r1", running: true, clean: false }])
  expect(processStart(started.pid)).toBe(started.started)

  child.kill("SIGKILL")
  await once(child, "exit")
  expect(processStart(started.pid)).toBe(started.started)
  expect(existsSync(started.folder)).toBe(true)
  expect(await sweep(dir, nobody, soon())).toMatchObject([
    { runId: "r1", running: false, stopped: [started.pid], clean: true },
  ])
  expect(processStart(started.pid)).toBeUndefined()
  expect(existsSync(started.folder)).toBe(false)
  expect(readdirSync(dir)).toEqual([])
})

test.for([
  ["an exception that nobody catches", "throw new Error('on purpose, in a test')", undefined],
  ["process.exit", "process.exit(3)", undefined],
  ["SIGTERM", "", "SIGTERM"],
  ["SIGINT", "", "SIGINT"],
] as const)("the process ends with us: %s", async ([, then, signal]) => {
  const { child, started } = await run(folderForTest(), then)
  if (signal) child.kill(signal)
  if (child.exitCode === null) await once(child, "exit")
  expect(child.exitCode).not.toBe(0)
  await expect.poll(() => processStart(started.pid)).toBeUndefined()
  rmSync(started.folder, { recursive: true, force: true })
})

test("a process that only has the same pid is left alone", async () => {
  const dir = folderForTest()
  const bystander = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true })
  onTestFinished(() => void bystander.kill("SIGKILL"))
  await once(bystander, "spawn")
  const entries = [
    { t: "run", at: 1, runId: "old", pid: process.pid, started: "another boot:1", target: "cognito-local" },
    { t: "process", pid: bystander.pid, started: "another boot:2", folder: "/home" },
  ]
  writeFileSync(join(dir, "old.ndjson"), entries.map((entry) => `${JSON.stringify(entry)}\n`).join(""))
  expect(await sweep(dir, nobody, soon())).toMatchObject([{ stopped: [], clean: true }])
  expect(processStart(bystander.pid!)).toEqual(expect.any(String))
  expect(existsSync("/home")).toBe(true)
})

test("pools of a server that was running before are deleted by id; what fails stays in the ledger", async () => {
  const dir = folderForTest()
  const server = await openForTest(loadTarget("cognito-local"))
  const endpoint = server.endpoint("idp")!
  const input = { PoolName: "poolproof-r1-a" }
  const { answer } = await callTarget(server, clientForTest(), "idp.CreateUserPool", input, soon())
  const UserPool = answer.kind === "success" ? (answer.output.UserPool as { Id: string }) : undefined
  const ledger = Ledger.open(dir, { runId: "r1", target: "cognito-local", endpoint })
  ledger.before("idp.CreateUserPool", input)
  ledger.after("idp.CreateUserPool", input, { UserPool })
  ledger.close()
  // As if its run had been another process.
  const text = `{"t":"run","at":1,"runId":"r1","pid":1,"target":"cognito-local","endpoint":"${endpoint}"}\n`
  writeFileSync(join(dir, "r2.ndjson"), `${text}{"t":"created","n":1,"kind":"user-pool","id":"local_gone"}\n`)
  writeFileSync(
    join(dir, "r3.ndjson"),
    `${text.replace("r1", "r3")}{"t":"created","n":1,"kind":"user-pool","id":"${UserPool!.Id}"}\n`,
  )

  expect(await sweep(dir, () => Promise.reject(new Error("not reachable")), soon())).toMatchObject([
    { runId: "r1", running: true },
    { problem: "not reachable", clean: false },
    { problem: "not reachable", clean: false },
  ])
  const asked: unknown[] = []
  const open = (run: { target: string; endpoint: string | undefined }) => {
    asked.push(run)
    return openForTest(loadTarget(run.target), run.endpoint ? { endpoint: run.endpoint } : {})
  }
  expect(await sweep(dir, open, soon())).toMatchObject([
    { running: true },
    { deleted: 1, clean: true },
    { deleted: 1, clean: true },
  ])
  expect(asked).toMatchObject([
    { target: "cognito-local", endpoint },
    { target: "cognito-local", endpoint },
  ])
  expect(readdirSync(dir)).toEqual(["r1.ndjson"])
})

test("where nothing ever ran there is nothing to sweep", async () => {
  expect(await sweep("/nowhere/at/all", nobody, soon())).toEqual([])
})
