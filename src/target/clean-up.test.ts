import { expect, test } from "vitest"
import { serveHttp } from "../wire/loopback.test-server.ts"
import { callTarget } from "./call.ts"
import { cleanUp } from "./clean-up.ts"
import type { Ledger } from "./ledger.ts"
import { loadTarget } from "./load.ts"
import type { OpenTarget } from "./open.ts"
import { clientForTest, ledgerForTest, openForTest, profileOf } from "./target.test-kit.ts"

const soon = () => AbortSignal.timeout(5_000)

/** Creates a pool as a run would; with `unheard`, as if its answer never came. */
async function create(
  target: OpenTarget,
  ledger: Ledger | undefined,
  PoolName: string,
  { unheard = false } = {},
): Promise<string> {
  const input = { PoolName }
  ledger?.before("idp.CreateUserPool", input)
  const { answer } = await callTarget(target, clientForTest(), "idp.CreateUserPool", input, soon())
  if (answer.kind !== "success") throw new Error(JSON.stringify(answer))
  if (!unheard) ledger?.after("idp.CreateUserPool", input, answer.output)
  return (answer.output.UserPool as { Id: string }).Id
}

async function pools(target: OpenTarget): Promise<string[]> {
  const { answer } = await callTarget(
    target,
    clientForTest(),
    "idp.ListUserPools",
    { MaxResults: 60 },
    soon(),
  )
  return answer.kind === "success"
    ? (answer.output.UserPools as { Name: string }[]).map(({ Name }) => Name).sort()
    : []
}

test("deletes what the ledger names, and finds what was never answered by its exact name", async () => {
  const target = await openForTest(loadTarget("cognito-local"))
  const ledger = ledgerForTest()
  await create(target, ledger, "poolproof-r1-a")
  await create(target, ledger, "poolproof-r1-b", { unheard: true })
  await create(target, undefined, "poolproof-r1-b2")
  await create(target, undefined, "poolproof-r1")
  ledger.before("idp.CreateUserPool", { PoolName: "poolproof-r1-never-arrived" })

  expect(await cleanUp(ledger, target, clientForTest())).toEqual({ deleted: 2, left: [] })
  expect(await pools(target)).toEqual(["poolproof-r1", "poolproof-r1-b2"])
  expect(ledger.resources()).toEqual([])
})

test("a name that is not certainly ours is left alone, and said", async () => {
  const target = await openForTest(loadTarget("cognito-local"))
  const ledger = ledgerForTest()
  await create(target, ledger, "production", { unheard: true })
  await create(target, ledger, "poolproof-r1-twice", { unheard: true })
  await create(target, undefined, "poolproof-r1-twice")
  const { deleted, left } = await cleanUp(ledger, target, clientForTest())
  expect(deleted).toBe(0)
  expect(left).toMatchObject([
    { resource: { name: "production" }, why: 'nobody can tell whether a pool named "production" is ours' },
    { resource: { name: "poolproof-r1-twice" }, why: "2 pools are named poolproof-r1-twice" },
  ])
  expect(await pools(target)).toHaveLength(3)
})

test("what is gone already is gone", async () => {
  const target = await openForTest(loadTarget("cognito-local"))
  const ledger = ledgerForTest()
  const id = await create(target, ledger, "poolproof-r1-a")
  await callTarget(target, clientForTest(), "idp.DeleteUserPool", { UserPoolId: id }, soon())
  expect(await cleanUp(ledger, target, clientForTest())).toEqual({ deleted: 1, left: [] })
})

/** A server that answers each operation by what a function says of it and its input. */
async function answering(
  answer: (operation: string, input: Record<string, unknown>) => { status?: number; body: object },
): Promise<OpenTarget> {
  const endpoint = await serveHttp((request, response) => {
    let body = ""
    request.on("data", (chunk) => (body += chunk))
    request.on("end", () => {
      const said = answer(String(request.headers["x-amz-target"]).split(".")[1]!, JSON.parse(body))
      response
        .writeHead(said.status ?? 200, { "content-type": "application/x-amz-json-1.1" })
        .end(JSON.stringify(said.body))
    })
  })
  return openForTest(profileOf("region: x"), { endpoint })
}

function ledgerWith(...ids: string[]): Ledger {
  const ledger = ledgerForTest()
  for (const Id of ids) {
    const input = { PoolName: `poolproof-${Id}` }
    ledger.before("idp.CreateUserPool", input)
    ledger.after("idp.CreateUserPool", input, { UserPool: { Id } })
  }
  return ledger
}

test("waits when it is asked to slow down, and clears what holds a pool", async () => {
  const called: string[] = []
  const target = await answering((operation, input) => {
    called.push(operation)
    const refuse = (__type: string) => ({ status: 400, body: { __type, message: "no" } })
    if (operation === "DescribeUserPool")
      return { body: { UserPool: { DeletionProtection: "ACTIVE", Domain: "d" } } }
    if (operation !== "DeleteUserPool") return { body: {} }
    if (called.length === 1) return refuse("TooManyRequestsException")
    const cleared = called.includes("UpdateUserPool") && called.includes("DeleteUserPoolDomain")
    return cleared && input.UserPoolId === "p_1" ? { body: {} } : refuse("InvalidParameterException")
  })
  expect(await cleanUp(ledgerWith("p_1"), target, clientForTest())).toEqual({ deleted: 1, left: [] })
  expect(called).toEqual([
    "DeleteUserPool",
    "DeleteUserPool",
    "DescribeUserPool",
    "UpdateUserPool",
    "DeleteUserPoolDomain",
    "DeleteUserPool",
  ])
})

test("deletes the newest first, and ends when its time is over", async () => {
  const called: unknown[] = []
  const target = await answering((_, { UserPoolId }) => {
    called.push(UserPoolId)
    return { status: 400, body: { __type: "TooManyRequestsException" } }
  })
  const ledger = ledgerWith("p_1", "p_2", "p_3", "p_4", "p_5")
  const { deleted, left } = await cleanUp(ledger, target, clientForTest(), { withinMs: 200 })
  expect(called.slice(0, 4)).toEqual(["p_5", "p_4", "p_3", "p_2"])
  expect(deleted).toBe(0)
  expect(left).toHaveLength(5)
  expect(left.every(({ why }) => why === "there was no time left")).toBe(true)
  expect(ledger.resources()).toHaveLength(5)
})
