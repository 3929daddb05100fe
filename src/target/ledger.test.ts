import { appendFileSync, existsSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { Ledger } from "./ledger.ts"
import { folderForTest, ledgerForTest } from "./target.test-kit.ts"

const created = (id: string) => ({ UserPool: { Id: id } })
const lines = ({ file }: Ledger) =>
  readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line))

test("an intent is on disk before the request, and an id after the answer", () => {
  const ledger = ledgerForTest()
  const input = { PoolName: "poolproof-x-1" }
  ledger.before("idp.CreateUserPool", input)
  expect(lines(ledger)).toMatchObject([
    { t: "run", runId: "r1", pid: process.pid },
    { t: "intent", name: "poolproof-x-1" },
  ])
  expect(ledger.resources()).toMatchObject([{ kind: "user-pool", name: "poolproof-x-1", id: undefined }])

  ledger.after("idp.CreateUserPool", input, created("p_1"))
  expect(ledger.resources()).toMatchObject([{ kind: "user-pool", name: "poolproof-x-1", id: "p_1" }])
  ledger.after("idp.DeleteUserPool", { UserPoolId: "p_1" }, undefined)
  expect(ledger.resources()).toHaveLength(1)
  ledger.after("idp.DeleteUserPool", { UserPoolId: "p_1" }, {})
  expect(ledger.resources()).toEqual([])
})

test("calls of one name that overlap are told apart; a refused one made nothing", () => {
  const ledger = ledgerForTest()
  const [first, second, third] = [{ PoolName: "same" }, { PoolName: "same" }, { PoolName: "same" }] as const
  for (const input of [first, second, third]) ledger.before("idp.CreateUserPool", input)
  ledger.after("idp.CreateUserPool", second, created("p_2"))
  ledger.after("idp.CreateUserPool", first, undefined)
  expect(ledger.resources().map(({ id }) => id)).toEqual(["p_2", undefined])
})

test("identity pools count, and what lives in a pool does not", () => {
  const ledger = ledgerForTest()
  const input = { IdentityPoolName: "i", AllowUnauthenticatedIdentities: true }
  ledger.before("identity.CreateIdentityPool", input)
  ledger.after("identity.CreateIdentityPool", input, { IdentityPoolId: "us-east-1:1" })
  ledger.before("idp.CreateGroup", { GroupName: "g" })
  ledger.after("idp.CreateGroup", { GroupName: "g" }, {})
  expect(ledger.resources()).toMatchObject([{ kind: "identity-pool", id: "us-east-1:1" }])
})

test("is read again as it was left, also with its last line cut off", () => {
  const ledger = ledgerForTest()
  const input = { PoolName: "poolproof-a" }
  ledger.before("idp.CreateUserPool", input)
  ledger.after("idp.CreateUserPool", input, created("p_1"))
  ledger.processStarted(process.pid, "/tmp/poolproof-x")
  appendFileSync(ledger.file, '{"t":"deleted","kind":"user-po')
  const read = Ledger.read(ledger.file)
  expect(read.resources()).toEqual(ledger.resources())
  expect(read.processes()).toEqual(ledger.processes())
  read.deleted("user-pool", "p_1")
  read.close()
  const again = Ledger.read(ledger.file)
  expect(again.resources()).toEqual([])
  again.close()
})

test("a clean ledger is removed when it is finished, another stays", () => {
  const dir = folderForTest()
  const clean = Ledger.open(dir, { runId: "clean", target: "t" })
  expect([clean.finish(), existsSync(clean.file)]).toEqual([true, false])
  const dirty = Ledger.open(dir, { runId: "dirty", target: "t" })
  dirty.before("idp.CreateUserPool", { PoolName: "p" })
  expect([dirty.finish(), existsSync(dirty.file)]).toEqual([false, true])
  expect(() => Ledger.open(dir, { runId: "dirty", target: "t" })).toThrow("EEXIST")
})

test("what was created in a process of ours is gone with it", () => {
  const ledger = Ledger.open(folderForTest(), { runId: "r", target: "t" })
  ledger.processStarted(process.pid)
  ledger.before("idp.CreateUserPool", { PoolName: "p" })
  ledger.processEnded(process.pid)
  expect(ledger.finish()).toBe(true)
})
