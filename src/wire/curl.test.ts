import { execFile, spawnSync } from "node:child_process"
import type { IncomingHttpHeaders } from "node:http"
import { text } from "node:stream/consumers"
import { promisify } from "node:util"
import { describe, expect, onTestFinished, test } from "vitest"
import { awsJsonRequest } from "./aws-json.ts"
import { toCurl } from "./curl.ts"
import type { Exchange } from "./exchange.ts"
import { HttpClient, type HttpRequest } from "./http.ts"
import { serveHttp } from "./loopback.test-server.ts"
import { sign } from "./sigv4.ts"

const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalr'XUt nFEMI", sessionToken: "TOKEN=" }

const exchange = (request: Partial<Exchange["request"]>): Exchange => ({
  id: 1,
  at: 0,
  ms: 0,
  label: "",
  request: { method: "GET", url: "http://127.0.0.1/", headers: {}, body: "", ...request },
})

describe("the line", () => {
  test("of a plain request", () => {
    expect(toCurl(exchange({}))).toBe("curl -sS -i 'http://127.0.0.1/'")
    expect(toCurl(exchange({ method: "POST", headers: { "content-type": "a/b" }, body: "it's" }))).toBe(
      `curl -sS -i 'http://127.0.0.1/' -H 'content-type: a/b' --data-raw 'it'\\''s'`,
    )
  })

  test("of a signed one holds neither signature nor token", () => {
    const { headers } = awsJsonRequest({
      label: "idp.ListUsers",
      endpoint: "http://127.0.0.1:9229/",
      targetPrefix: "T",
      operation: "O",
      input: {},
      sign: { region: "eu-west-1", service: "cognito-idp", credentials, date: new Date(0) },
    })
    expect(toCurl(exchange({ method: "POST", headers, body: "{}" }))).toBe(
      "curl -sS -i 'http://127.0.0.1/' --aws-sigv4 'aws:amz:eu-west-1:cognito-idp' " +
        '--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" -H "x-amz-security-token: $AWS_SESSION_TOKEN" ' +
        "-H 'content-type: application/x-amz-json-1.1' -H 'x-amz-target: T.O' --data-raw '{}'",
    )
  })
})

describe.skipIf(spawnSync("curl", ["--version"]).error)("run by sh and curl", () => {
  /** What a server sees of the request as we send it, and as the line does. */
  async function both(request: Partial<HttpRequest>) {
    const seen: { method?: string; url?: string; headers: IncomingHttpHeaders; body: string }[] = []
    const url = await serveHttp(async (request, response) => {
      const { method, url, headers } = request
      seen.push({ ...(method && { method }), ...(url && { url }), headers, body: await text(request) })
      response.end()
    })
    const client = new HttpClient()
    onTestFinished(() => client.close())
    const sent = await client.send({
      label: "",
      method: "GET",
      ...request,
      url: new URL(request.url ?? "", url).href,
    })
    const line = toCurl(sent)
    expect(line).not.toContain("\n")
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
    }
    const { stdout } = await promisify(execFile)("sh", ["-c", line], { env })
    expect(stdout).toMatch(/^HTTP\/1.1 200 OK\r\n/)
    const [ours, curls] = seen
    return { ours: ours!, curls: curls!, url: sent.request.url }
  }

  test.each<[string, Partial<HttpRequest>]>([
    ["GET", {}],
    ["HEAD", { method: "HEAD" }],
    ["DELETE", { method: "DELETE" }],
    ["a GET with a body", { method: "GET", body: "x", headers: { "content-type": "text/plain" } }],
    ["a POST without a body", { method: "POST" }],
    ["a body without a content-type", { method: "POST", body: "x" }],
    ["a body that curl would take for a file's name", { method: "POST", body: "@/etc/hosts" }],
    ["quotes, dollars, percents, backslashes", { method: "POST", body: "'\"$HOME`id`!%s%%\\n\\\\ü€😀" }],
    [
      "the same with control characters",
      { method: "PUT", body: "'\"$HOME`id`!%s%%\\n\\\\ü€😀\n\r\n\t\x001\u0085" },
    ],
    ["a URL that curl would expand", { url: "/a?b={c,d}&e=[1-3]&f=it's" }],
    ["headers", { headers: { host: "auth.example.com", "x-empty": "", "x-quote": "it's; $HOME" } }],
  ])("sends the same: %s", async (_what, request) => {
    const { ours, curls } = await both(request)
    const { connection: _connection, ...headers } = ours.headers
    // curl's own, and a length that it leaves out for an empty body
    const { accept: _accept, "user-agent": _agent, ...curlsHeaders } = curls.headers
    if (headers["content-length"] === "0") delete headers["content-length"]
    expect({ ...curls, headers: curlsHeaders }).toEqual({ ...ours, headers })
  })

  test("signs so that the signature is right", async () => {
    const date = new Date()
    const { headers, body } = awsJsonRequest({
      label: "idp.ListUsers",
      endpoint: "http://127.0.0.1/",
      targetPrefix: "T",
      operation: "O",
      input: { a: "b" },
      sign: { region: "eu-west-1", service: "cognito-idp", credentials, date },
    })
    const { curls, url } = await both({ method: "POST", headers, body })
    const [, names] = /SignedHeaders=([^,]+)/.exec(curls.headers.authorization ?? "") ?? []
    const signed = Object.fromEntries(names!.split(";").map((name) => [name, String(curls.headers[name])]))
    const time = signed["x-amz-date"]!.replace(/(....)(..)(..T..)(..)/, "$1-$2-$3:$4:")
    const { sessionToken: _token, ...keys } = credentials
    const again = sign({
      ...{
        method: "POST",
        url,
        body: curls.body,
        headers: signed,
        region: "eu-west-1",
        service: "cognito-idp",
      },
      credentials: keys,
      date: new Date(time),
    })
    const signature = (authorization = "") => authorization.split("Signature=")[1]
    expect(signature(again.authorization)).toBe(signature(curls.headers.authorization))
  })
})
