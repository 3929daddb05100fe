import { expect, test } from "vitest"
import { openForTest, profileOf } from "./target.test-kit.ts"

const endpoint = "http://127.0.0.1:1"

test("the most specific entry counts, whatever the order", async () => {
  const { supports } = await openForTest(
    profileOf("supports: { op.idp.SignUp: true, op.*: true, op.idp.*: false, op.idp.*Device*: true }"),
    { endpoint },
  )
  expect(supports("op.idp.SignUp")).toBe(true)
  expect(supports("op.idp.InitiateAuth")).toBe(false)
  expect(supports("op.idp.ForgetDevice")).toBe(true)
  expect(supports("op.sts.GetCallerIdentity")).toBe(true)
  expect(supports("flow.USER_SRP_AUTH")).toBeUndefined()
})

test("a dot is a dot", async () => {
  const { supports } = await openForTest(profileOf("supports: { op.idp: true }"), { endpoint })
  expect(supports("opxidp")).toBeUndefined()
})

test("endpoints and adapters speak for themselves, unless the file says otherwise", async () => {
  const bare = await openForTest(profileOf("region: x"), { endpoint })
  const none = [
    "identity",
    "op.identity.GetId",
    "sts",
    "oauth.domain",
    "inbox.email",
    "clock.advance",
    "keys.rotate",
  ]
  for (const name of [...none, "keys.withdraw", "lambda"])
    expect([name, bare.supports(name)]).toEqual([name, false])

  const profile = profileOf(`
endpoints: { identity: "\${endpoint}", sts: "\${endpoint}", oauth: "\${endpoint}" }
adapters:
  inbox: { kind: static, code: "1" }
  clock: { kind: http, advance: { url: "\${endpoint}/clock" } }
  keys: { kind: http, rotate: { url: "\${endpoint}/keys" } }
  lambda: { kind: env }
supports: { clock.advance: false }`)
  const { supports } = await openForTest(profile, { endpoint, doubles: { lambda: { endpoint } } })
  const all = ["identity", "sts", "oauth", "inbox.email", "keys.rotate", "lambda"]
  expect(all.map(supports)).toEqual(all.map(() => true))
  expect(supports("op.identity.GetId")).toBeUndefined()
  expect(supports("keys.withdraw")).toBe(false)
  expect(supports("clock.advance")).toBe(false)
  expect((await openForTest(profile, { endpoint })).supports("lambda")).toBe(false)
})
