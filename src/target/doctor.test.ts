import type { IncomingHttpHeaders } from "node:http"
import { expect, test } from "vitest"
import { operationNames } from "../model/model.ts"
import { serveHttp } from "../wire/loopback.test-server.ts"
import { diagnose } from "./doctor.ts"
import { loadTarget } from "./load.ts"
import type { OpenTarget } from "./open.ts"
import { clientForTest, ledgerForTest, openForTest, profileOf } from "./target.test-kit.ts"

type Said = { status?: number; headers?: Record<string, string>; body: unknown }

/** A server that answers operations by name, `*` for the others, and paths by path. */
async function answering(answers: Record<string, Said>, profile = ""): Promise<OpenTarget> {
  const endpoint = await serveHttp((request, response) => {
    const operation = operationOf(request.headers)
    const {
      status = 200,
      headers = {},
      body,
    } = answers[operation ?? request.url!] ?? answers["*"] ?? { status: 404, body: {} }
    request.resume().on("end", () => {
      response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body))
    })
  })
  return openForTest(profileOf(profile), { endpoint })
}

function operationOf(headers: IncomingHttpHeaders): string | undefined {
  return headers["x-amz-target"]?.toString().split(".")[1]
}

async function findings(target: OpenTarget, operations: readonly string[] = []) {
  const ledger = ledgerForTest()
  const options = {
    client: clientForTest(),
    ledger,
    runId: "r1",
    signal: AbortSignal.timeout(20_000),
    operations,
  }
  const all = await diagnose(target, options)
  return { all, ledger, of: (check: string) => all.filter((finding) => finding.check === check) }
}

test("cognito-local is fit, and its file says what it can do", async () => {
  const target = await openForTest(loadTarget("cognito-local"))
  const { all, of, ledger } = await findings(target, operationNames())
  expect(all.filter(({ status }) => status !== "ok").map(({ check, says }) => [check, says])).toEqual([
    ["discovery", expect.stringContaining("issuer is http://localhost:9229/")],
    ["inbox", expect.stringContaining("its codes are known beforehand")],
    ["keys", "all pools have the same keys"],
    ["keys", "it names keys of a pool that does not exist, too"],
    ["verification", expect.stringContaining("it takes an access token that nobody signed")],
  ])
  expect(of("issuer")).toMatchObject([
    { status: "ok", says: expect.stringContaining(target.endpoint("idp")!) },
  ])
  expect(of("capabilities")).toMatchObject([
    { says: "50 of 132 operations are there, identity pools left aside" },
  ])
  expect(of("flows")).toMatchObject([
    {
      says: "USER_PASSWORD_AUTH, REFRESH_TOKEN_AUTH, REFRESH_TOKEN, ADMIN_USER_PASSWORD_AUTH; challenges seen: NEW_PASSWORD_REQUIRED, SOFTWARE_TOKEN_MFA",
    },
  ])
  expect(of("codes")).toMatchObject([{ status: "ok" }])
  expect(of("services")).toMatchObject([{ says: "besides user pools: a domain's endpoints" }])
  expect(ledger.resources()).toEqual([])
})

test("the reference refuses what must not work, and each of its pools has its own keys", async () => {
  const { of, ledger } = await findings(await openForTest(loadTarget("reference")), operationNames())
  expect(of("verification")).toMatchObject([{ status: "ok" }])
  expect(of("keys").map(({ status, says }) => `${status} ${says}`)).toEqual([
    "ok its tokens verify with its keys",
    "ok each pool has its own keys",
  ])
  expect(of("codes")).toMatchObject([{ status: "ok", says: "a code that it sent was read, and taken" }])
  expect(of("capabilities").filter(({ status }) => status !== "ok")).toEqual([])
  expect(ledger.resources()).toEqual([])
})

test("a profile that is wrong about issuer, keys and capabilities is told so", async () => {
  const profile = loadTarget("cognito-local")
  const target = await openForTest({
    ...profile,
    issuer: "https://cognito-idp.${region}.amazonaws.com/${poolId}",
    jwks: "${endpoint}/jwks/${poolId}",
    supports: { "op.idp.*": true, "op.idp.SignUp": false },
  })
  const { of } = await findings(target, ["idp.SignUp", "idp.TagResource", "idp.GetUser"])
  expect(of("issuer")).toMatchObject([
    { status: "fail", fix: "`issuer: ${endpoint}/${poolId}` would be right" },
  ])
  expect(of("jwks")).toMatchObject([
    { status: "fail", fix: expect.stringMatching(/they are at .*jwks\.json: say/) },
  ])
  expect(of("capabilities")).toMatchObject([
    { status: "warn", says: "declared, but not there: idp.TagResource" },
    { status: "warn", says: "there, but declared as missing: idp.SignUp" },
    { status: "ok" },
  ])
})

test("nobody is there", async () => {
  const target = await openForTest(profileOf("endpoint: http://127.0.0.1:1"))
  expect((await findings(target)).all).toEqual([
    {
      check: "reachable",
      status: "fail",
      says: expect.stringContaining("http://127.0.0.1:1"),
      fix: expect.stringContaining("--endpoint"),
    },
  ])
})

test.for([
  ["an HTML page", { status: 200, body: "<html>" }, /no AWS JSON/],
  ["{} to everything", { status: 200, body: {} }, /without UserPools/],
  ["400 {} to everything", { status: 400, body: {} }, /status 400/],
  [
    "a constant well-formed error",
    { status: 400, body: { __type: "InvalidParameterException", message: "no" } },
    /InvalidParameterException/,
  ],
] as const)("what answers by %s is no target", async ([, answer, says]) => {
  const { of } = await findings(await answering({ "*": answer }))
  expect(of("protocol")).toMatchObject([{ status: "fail", says: expect.stringMatching(says) }])
  expect(of("provision")).toEqual([])
})

test("who answers an operation that does not exist proves nothing", async () => {
  const { of } = await findings(await answering({ "*": { body: { UserPools: [], UserPool: { Id: "p" } } } }))
  expect(of("unknown-operation")).toMatchObject([{ status: "fail" }])
})

test("its own way of saying no is proposed for the target file", async () => {
  const { of } = await findings(
    await answering({
      ListUserPools: { body: { UserPools: [] } },
      "*": { status: 501, body: { __type: "x#NotYet", message: "later" } },
    }),
  )
  expect(of("unknown-operation")).toMatchObject([
    { status: "warn", fix: expect.stringContaining('unsupported: [{ status: 501, type: "x#NotYet" }]') },
  ])
  expect(of("provision")).toMatchObject([
    { status: "fail", says: "a user pool cannot be created: NotYet: later" },
  ])
})

test("a key that is refused, and a clock that is wrong", async () => {
  const refused = {
    status: 400,
    headers: { date: new Date(Date.now() - 600_000).toUTCString() },
    body: { __type: "InvalidSignatureException", message: "Signature expired" },
  }
  const { of, all } = await findings(
    await answering({ "*": refused }, "auth: { accessKeyId: AKIA, secretAccessKey: s }"),
  )
  expect(of("credentials")).toMatchObject([
    { status: "fail", says: "the access key AKIA is refused: InvalidSignatureException: Signature expired" },
  ])
  expect(of("clock")).toMatchObject([{ status: "fail", says: "its clock is 600 s behind ours" }])
  expect(all).toHaveLength(3)
})

test("an inbox that cannot be read fails, a blind or an absent one is noted", async () => {
  const base = {
    ListUserPools: { body: { UserPools: [] } },
    CreateUserPool: { body: { UserPool: { Id: "p" } } },
    DeleteUserPool: { body: "" },
    "*": { status: 400, body: { __type: "UnknownOperationException" } },
  }
  const inboxOf = async (adapters: string) => (await findings(await answering(base, adapters))).of("inbox")
  expect(await inboxOf("region: x")).toMatchObject([{ status: "warn" }])
  expect(await inboxOf("adapters: { inbox: { kind: static, code: '1' } }")).toMatchObject([
    { status: "warn" },
  ])
  expect(await inboxOf("adapters: { inbox: { kind: http, url: '${endpoint}/mail' } }")).toMatchObject([
    { status: "fail", says: expect.stringContaining("status 400") },
  ])
})
