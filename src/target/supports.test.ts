import { expect, test } from "vitest"
import { parseTarget } from "./profile.ts"
import { supports } from "./supports.ts"

const profileOf = (text: string) =>
  parseTarget("t.yaml", `poolproof: 1\nkind: Target\nname: t\n${text}`).profile!

test("the most specific entry counts, whatever the order", () => {
  const profile = profileOf(
    "supports: { op.idp.SignUp: true, op.*: true, op.idp.*: false, op.idp.*Device*: true }",
  )
  const says = (capability: string) => supports(profile, capability)
  expect(says("op.idp.SignUp")).toBe(true)
  expect(says("op.idp.InitiateAuth")).toBe(false)
  expect(says("op.idp.ForgetDevice")).toBe(true)
  expect(says("op.sts.GetCallerIdentity")).toBe(true)
  expect(says("flow.USER_SRP_AUTH")).toBeUndefined()
})

test("a dot is a dot", () => {
  expect(supports(profileOf("supports: { op.idp: true }"), "opxidp")).toBeUndefined()
})

test("endpoints and adapters speak for themselves, unless the file says otherwise", () => {
  const bare = profileOf("region: x")
  for (const name of [
    "identity",
    "op.identity.GetId",
    "sts",
    "oauth.domain",
    "inbox.email",
    "clock.advance",
    "keys.rotate",
    "keys.withdraw",
    "lambda",
  ])
    expect([name, supports(bare, name)]).toEqual([name, false])

  const rich = profileOf(`
endpoints: { identity: "\${endpoint}", sts: "\${endpoint}", oauth: "\${endpoint}" }
adapters:
  inbox: { kind: static, code: "1" }
  clock: { kind: http, advance: { url: "\${endpoint}/clock" } }
  keys: { kind: http, rotate: { url: "\${endpoint}/keys" } }
  lambda: { kind: env }
supports: { clock.advance: false }`)
  const says = (name: string) => supports(rich, name)
  expect(["identity", "sts", "oauth", "inbox.email", "keys.rotate", "lambda"].map(says)).toEqual(
    Array(6).fill(true),
  )
  expect(says("op.identity.GetId")).toBeUndefined()
  expect(says("keys.withdraw")).toBe(false)
  expect(says("clock.advance")).toBe(false)
})
