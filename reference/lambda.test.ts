import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, expect, test } from "vitest"
import { invoke } from "./lambda.ts"

const arn = "arn:aws:lambda:us-east-1:123456789012:function:pre-sign-up:live"
let server: Server
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const answering = (body: string, headers = {}, status = 200) =>
  listen((request, response) => {
    request.resume().on("end", () => response.writeHead(status, headers).end(body))
  })

test("the event is posted to the function's invocations, and its payload comes back", async () => {
  const seen: { request: IncomingMessage; body: string }[] = []
  const endpoint = await listen(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    seen.push({ request, body })
    response.end(JSON.stringify({ ...JSON.parse(body), response: { autoConfirmUser: true } }))
  })
  const answer = { payload: { userName: "ä", response: { autoConfirmUser: true } } }
  for (const base of [endpoint, `${endpoint}/`, endpoint, endpoint]) {
    expect(await invoke(base, arn, { userName: "ä" })).toEqual(answer)
  }
  for (const { request } of seen) {
    expect(request.method).toBe("POST")
    expect(request.url).toBe(`/2015-03-31/functions/${encodeURIComponent(arn)}/invocations`)
    expect(request.headers["x-amz-invocation-type"]).toBe("RequestResponse")
  }
  // Kept alive; two, because undici frees a connection a tick after it has handed over the response.
  expect(new Set(seen.map(({ request }) => request.socket)).size).toBeLessThanOrEqual(2)
})

test("an asynchronous invocation only hands the event over", async () => {
  let type: unknown
  const endpoint = await listen((request, response) => {
    type = request.headers["x-amz-invocation-type"]
    request.resume().on("end", () => response.writeHead(202).end())
  })
  expect(await invoke(endpoint, "sender", {}, { invocationType: "Event" })).toEqual({ payload: undefined })
  expect(type).toBe("Event")
})

test.each([
  ['{"errorMessage":"Bad password.","errorType":"Error","trace":[]}', "Bad password."],
  ['{"errorMessage":"","errorType":"Error"}', ""],
  ["no report", "no report"],
  ["null", "null"],
])("a failed function that reports %s", async (body, functionError) => {
  const endpoint = await answering(body, { "X-Amz-Function-Error": "Unhandled" })
  expect(await invoke(endpoint, arn, {})).toEqual({ functionError })
})

test.each(["", "null", "{", "undefined"])("a payload %j is no JSON", async (body) => {
  expect(await invoke(await answering(body), arn, {})).toEqual({ invalidJson: true })
})

test.each(["7", '"text"', "[]", "false"])(
  "a payload %s is JSON, whatever the trigger makes of it",
  async (body) => {
    expect(await invoke(await answering(body), arn, {})).toEqual({ payload: JSON.parse(body) })
  },
)

test.each([
  [
    403,
    { "x-amzn-errortype": "AccessDeniedException:http://internal.amazon.com/x" },
    "AccessDeniedException",
  ],
  [404, { "x-amzn-errortype": "ResourceNotFoundException" }, "ResourceNotFoundException"],
  [500, {}, "ServiceException"],
])("Lambda's own answer %i is no invocation", async (status, headers, unreachable) => {
  expect(await invoke(await answering("{}", headers, status), arn, {})).toEqual({ unreachable })
})

test("nobody listening", async () => {
  const endpoint = await answering("")
  await new Promise((resolve) => server.close(resolve))
  expect(await invoke(endpoint, arn, {})).toEqual({ unreachable: "ECONNREFUSED" })
})

test("a function that does not answer in time", async () => {
  const endpoint = await listen(() => {})
  expect(await invoke(endpoint, arn, {}, { timeoutMs: 50 })).toEqual({ timeout: true })
})

test("a function whose answer does not end in time", async () => {
  const endpoint = await listen((_, response) => response.write("{"))
  expect(await invoke(endpoint, arn, {}, { timeoutMs: 50 })).toEqual({ timeout: true })
})
