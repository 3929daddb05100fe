import { appendFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { LambdaDouble } from "../../doubles/lambda.ts"
import { Mailbox } from "../../doubles/mailbox.ts"
import { serveHttp } from "../../wire/loopback.test-server.ts"
import type { OpenTarget } from "../open.ts"
import {
  clientForTest,
  folderForTest,
  nodeProfile,
  openForTest,
  profileOf,
  SERVES,
} from "../target.test-kit.ts"
import type { InboxQuery } from "../target.ts"

const soon = () => AbortSignal.timeout(5_000)
const AMY: InboxQuery = { userPoolId: "p_1", username: "amy", kind: "code" }
const codes = async ({ inbox }: OpenTarget, query: Partial<InboxQuery> = {}) =>
  (await inbox!.messages({ ...AMY, ...query }, soon())).map(
    ({ code, temporaryPassword, link }) => code ?? temporaryPassword ?? link,
  )

/** A server that answers everything with one body and keeps what it was asked. */
async function recording(body: unknown, status = 200, headers: Record<string, string> = {}) {
  const asked: { method: string; url: string; body: unknown }[] = []
  const endpoint = await serveHttp((request, response) => {
    let text = ""
    request.on("data", (chunk) => (text += chunk))
    request.on("end", () => {
      asked.push({ method: request.method!, url: request.url!, body: text && JSON.parse(text) })
      response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body))
    })
  })
  return { endpoint, asked }
}

describe("inbox http", () => {
  test("reads a list of messages by mapped members, and asks for one user's", async () => {
    const mails = [
      {
        key: 7,
        sentAt: "2026-01-01T00:00:00Z",
        rcpt: "amy@example.com",
        payload: { otp: 123456 },
        type: "SignUp",
      },
      { key: 8, sentAt: 1767225601, rcpt: "bob@example.com", payload: { otp: "654321" } },
    ]
    const { endpoint, asked } = await recording({ data: { mails } })
    const target = await openForTest(
      profileOf(`
adapters:
  inbox:
    kind: http
    url: \${endpoint}/mails?user=\${username}&to=\${to}&pool=\${poolId}
    items: data.mails
    fields: { id: key, at: sentAt, to: rcpt, code: payload.otp, trigger: type }`),
      { endpoint },
    )
    const found = await target.inbox!.messages({ ...AMY, username: "amy b/c", to: "amy@example.com" }, soon())
    expect(found).toEqual([
      {
        id: "7",
        at: Date.parse("2026-01-01T00:00:00Z"),
        to: "amy@example.com",
        code: "123456",
        trigger: "SignUp",
      },
    ])
    expect(await target.inbox!.messages({ ...AMY, to: "bob@example.com" }, soon())).toMatchObject([
      { at: 1767225601000 },
    ])
    expect(asked[0]).toEqual({
      method: "GET",
      url: "/mails?user=amy%20b%2Fc&to=amy%40example.com&pool=p_1",
      body: "",
    })
  })

  test("finds the code in the body where the server does not tell it apart", async () => {
    const { endpoint } = await recording([{ id: "1", username: "amy", body: "Hello,\nyour code is 987654." }])
    const inbox = "{ kind: http, url: '${endpoint}/', patterns: ['code is (?<code>[0-9]{6})'] }"
    expect(await codes(await openForTest(profileOf(`adapters: { inbox: ${inbox} }`), { endpoint }))).toEqual([
      "987654",
    ])
  })

  test("takes the lists of an object together, and none for none", async () => {
    const profile = profileOf("adapters: { inbox: { kind: http, url: '${endpoint}/', items: 'messages.*' } }")
    const mails = { messages: { account1: [{ code: "1" }], account2: [{ code: "2" }] } }
    for (const [body, expected] of [
      [mails, ["1", "2"]],
      [{ messages: {} }, []],
    ] as const) {
      const { endpoint } = await recording(body)
      expect(await codes(await openForTest(profile, { endpoint }))).toEqual(expected)
    }
  })

  test.for([
    ["not a list", { messages: {} }, 200, /no list of messages at `messages`/],
    ["not JSON", "<html>", 200, /no list of messages/],
    ["refused", { error: "no" }, 404, /status 404: {"error":"no"}/],
  ] as const)("says why it cannot be read: %s", async ([, body, status, why]) => {
    const { endpoint } = await recording(body, status)
    const target = await openForTest(
      profileOf("adapters: { inbox: { kind: http, url: '${endpoint}/', items: messages } }"),
      { endpoint },
    )
    await expect(codes(target)).rejects.toMatchObject({ exitCode: 3, message: expect.stringMatching(why) })
  })
})

describe("whose message it is", () => {
  const inbox = async (...messages: object[]) => {
    const { endpoint } = await recording(messages)
    return openForTest(profileOf("adapters: { inbox: { kind: http, url: '${endpoint}/' } }"), { endpoint })
  }

  test("the username decides, then the address, and silence fits everyone", async () => {
    const both = await inbox(
      { username: "amy", to: "x@y", code: "1" },
      { username: "bob", to: "x@y", code: "2" },
    )
    expect(await codes(both, { to: "x@y" })).toEqual(["1"])
    expect(await codes(both, { username: "sub-of-amy", to: "x@y" })).toEqual(["1", "2"])
    expect(await codes(both, { username: "carl" })).toEqual([])
    expect(await codes(await inbox({ code: "3" }))).toEqual(["3"])
    expect(await codes(await inbox({ to: "x@y", code: "4" }), { to: "z@y" })).toEqual([])
  })

  test("another pool's message is nobody's, and the kind must be there", async () => {
    const target = await inbox(
      { username: "amy", userPoolId: "p_2", code: "1" },
      { username: "amy", userPoolId: "p_1", temporaryPassword: "Temp1!" },
      { username: "amy", link: "http://confirm" },
    )
    expect(await codes(target)).toEqual([])
    expect(await codes(target, { kind: "temporary-password" })).toEqual(["Temp1!"])
    expect(await codes(target, { kind: "link" })).toEqual(["http://confirm"])
  })
})

test("inbox stdout reads each message once, however it is split into lines", async () => {
  const program = `${SERVES}
console.log("code for amy:\\n  111111\\nnoise\\ncode for bob:\\n  222222\\ncode for amy:\\n  333333")`
  const target = await openForTest(
    nodeProfile(
      program,
      "adapters: { inbox: { kind: stdout, patterns: ['code for (?<username>\\w+):\\n +(?<code>\\d+)'] } }",
    ),
  )
  await expect.poll(() => codes(target)).toEqual(["111111", "333333"])
  expect(await codes(target)).toEqual(["111111", "333333"])
  const ids = (await target.inbox!.messages(AMY, soon())).map(({ id }) => id)
  expect(new Set(ids).size).toBe(2)
})

test("inbox file reads what is appended, and nothing before there is a file", async () => {
  const folder = folderForTest()
  const inbox = `{ kind: file, path: '${join(folder, "mail.log")}', patterns: ['(?<username>\\w+)=(?<code>\\d+)'] }`
  const target = await openForTest(profileOf(`endpoint: http://127.0.0.1:1\nadapters: { inbox: ${inbox} }`))
  expect(await codes(target)).toEqual([])
  appendFileSync(join(folder, "mail.log"), "amy=1\nbob=2\n")
  expect(await codes(target)).toEqual(["1"])
  appendFileSync(join(folder, "mail.log"), "amy=3\n")
  expect(await codes(target)).toEqual(["1", "3"])
})

test("inbox static is blind, and found anew at each look", async () => {
  const target = await openForTest(
    profileOf("endpoint: http://127.0.0.1:1\nadapters: { inbox: { kind: static, code: '123456' } }"),
  )
  expect(target.inbox!.blind).toBe(true)
  const look = async () => (await target.inbox!.messages(AMY, soon()))[0]!
  expect(await look()).toMatchObject({ code: "123456" })
  expect((await look()).id).not.toBe((await look()).id)
  expect(await codes(target, { kind: "temporary-password" })).toEqual([])
})

test("inbox header takes the code from the answer to the call that sent it", async () => {
  const { endpoint } = await recording({}, 200, {
    "x-moto-forgot-password-confirmation-code": "moto-confirmation-code:555123",
  })
  const inbox = "{ kind: header, name: X-Moto-Forgot-Password-Confirmation-Code, pattern: '(?<code>\\d+)$' }"
  const target = await openForTest(
    profileOf(`adapters: { inbox: [${inbox}, { kind: static, temporaryPassword: T }] }`),
    { endpoint },
  )
  const send = async (Username: string) => {
    const body = JSON.stringify({ ClientId: "c", Username })
    target.observe(
      await clientForTest().send({ label: "idp.ForgotPassword", method: "POST", url: endpoint, body }),
    )
  }
  await send("amy")
  await send("bob")
  target.observe(await clientForTest().send({ label: "garbage", method: "POST", url: endpoint, body: "1" }))
  expect(await codes(target)).toEqual(["555123"])
  expect(await codes(target, { kind: "temporary-password" })).toEqual(["T"])
})

test("inbox sender-trigger reads the mailbox, and refuses what is encrypted", async () => {
  const profile = profileOf("endpoint: http://127.0.0.1:1\nadapters: { inbox: { kind: sender-trigger } }")
  await expect(openForTest(profile)).rejects.toMatchObject({ exitCode: 3 })
  const mailbox = new Mailbox()
  const target = await openForTest(profile, { doubles: { mailbox } })
  mailbox.deliver({ at: 1, userPoolId: "p_1", username: "amy", code: "1" })
  mailbox.deliver({ at: 2, userPoolId: "p_1", username: "bob", code: "AYAD…", unreadable: "it is encrypted" })
  expect(await codes(target)).toEqual(["1"])
  await expect(codes(target, { username: "bob" })).rejects.toMatchObject({
    exitCode: 3,
    message: "inbox: it is encrypted",
  })
})

test("clock, keys and lambda by http", async () => {
  const { endpoint, asked } = await recording({})
  const lambda = { endpoint: "http://127.0.0.1:4000" }
  const target = await openForTest(
    profileOf(`
accountId: "000000000001"
adapters:
  clock: { kind: http, advance: { method: PUT, url: "\${endpoint}/time/\${poolId}", json: { by: "\${seconds}", unit: s } } }
  keys:
    kind: http
    rotate: { url: "\${endpoint}/rotate", json: { pool: "\${poolId}" } }
    withdraw: { method: DELETE, url: "\${endpoint}/keys/\${kid}" }
  lambda: { kind: control, set: { url: "\${endpoint}/lambda", json: { endpoint: "\${lambda.endpoint}" } } }`),
    { endpoint, doubles: { lambda } },
  )
  await target.clock!.advance("p_1", 60, soon())
  await target.keys!.rotate("p_1", soon())
  await target.keys!.withdraw!("p_1", "a/b=", soon())
  expect(asked).toEqual([
    { method: "POST", url: "/lambda", body: { endpoint: "http://127.0.0.1:4000" } },
    { method: "PUT", url: "/time/p_1", body: { by: 60, unit: "s" } },
    { method: "POST", url: "/rotate", body: { pool: "p_1" } },
    { method: "DELETE", url: "/keys/a%2Fb%3D", body: "" },
  ])
  expect(target.lambda!.functionArn("f")).toBe("arn:aws:lambda:us-east-1:000000000001:function:f")
})

test("a control call that is refused is the environment's failure", async () => {
  const { endpoint } = await recording("no such pool", 404)
  const target = await openForTest(
    profileOf("adapters: { clock: { kind: http, advance: { url: '${endpoint}/' } } }"),
    { endpoint },
  )
  await expect(target.clock!.advance("p_1", 1, soon())).rejects.toMatchObject({
    exitCode: 3,
    message: expect.stringContaining("no such pool"),
  })
})

test("keys by restart: the same port and folder, other environment", async () => {
  const target = await openForTest(
    nodeProfile(
      SERVES.replace(
        "process.env.KEY ?? null",
        "String(process.env.KEY) + (await import('node:fs')).existsSync('rotated-' + process.env.KEY)",
      ).replace("(request, response) =>", "async (request, response) =>"),
      `adapters:
  keys:
    kind: restart
    run: ["${process.execPath}", -e, "fs.writeFileSync('rotated-\${rotation}', '')"]
    env: { KEY: "\${rotation}" }`,
    ),
  )
  const endpoint = target.endpoint("idp")!
  const key = async () => ((await (await fetch(endpoint)).json()) as { key: string }).key
  expect(await key()).toBe("undefinedfalse")
  await target.keys!.rotate("p_1", soon())
  expect(await key()).toBe("1true")
  await target.keys!.rotate("p_1", soon())
  expect(await key()).toBe("2true")
  expect(target.endpoint("idp")).toBe(endpoint)
})

test("keys by restart are not there where nothing was started", async () => {
  const { endpoint } = await recording({})
  const target = await openForTest(nodeProfile(SERVES, "adapters: { keys: { kind: restart } }"), { endpoint })
  expect(target.keys).toBeUndefined()
})

test("lambda env: the process is started with the double's endpoint", async () => {
  const lambda = await LambdaDouble.start()
  try {
    const profile = nodeProfile(SERVES, "adapters: { lambda: { kind: env, functionArn: '${name}' } }")
    profile.start!.env!.KEY = "${lambda.endpoint}"
    const target = await openForTest(profile, { doubles: { lambda } })
    expect(await (await fetch(target.endpoint("idp")!)).json()).toMatchObject({ key: lambda.endpoint })
    expect(target.lambda!.functionArn("f")).toBe("f")
    expect((await openForTest(profile)).lambda).toBeUndefined()
  } finally {
    await lambda.close()
  }
})
