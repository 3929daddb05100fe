import { expect, test } from "vitest"
import { serveHttp } from "../wire/loopback.test-server.ts"
import { Asker } from "./asker.ts"
import { learnLacking } from "./probe.ts"
import { recognise } from "./products.ts"
import { clientForTest, ledgerForTest, openForTest, profileOf } from "./target.test-kit.ts"

async function recognised(
  pages: Record<string, unknown>,
  lacking: object = { __type: "UnknownOperationException" },
) {
  const endpoint = await serveHttp((request, response) => {
    const page = request.method === "GET" ? pages[request.url!] : undefined
    response.writeHead(page ? 200 : 400).end(JSON.stringify(page ?? lacking))
  })
  const asker = new Asker(await openForTest(profileOf("region: x"), { endpoint }), {
    client: clientForTest(),
    ledger: ledgerForTest(),
    runId: "r1",
    signal: AbortSignal.timeout(10_000),
  })
  return recognise(asker, await learnLacking(asker))
}

test.each([
  [
    { "/_floci/health": { status: "running", version: "2.1.0" }, "/_localstack/health": {} },
    "floci",
    "2.1.0",
  ],
  [{ "/_localstack/health": { services: {} } }, "localstack", undefined],
  [{ "/kumo/billing/usage": {} }, "kumo", undefined],
])("%j is %s", async (pages, name, version) => {
  expect(await recognised(pages)).toMatchObject({ name, version })
})

test("cognito-local is told by the type of its errors", async () => {
  expect(await recognised({}, { __type: "CognitoLocal#Unsupported" })).toMatchObject({
    name: "cognito-local",
  })
})

test("nobody knows a stranger", async () => {
  expect(await recognised({ "/health": { ok: true } })).toBeUndefined()
})
