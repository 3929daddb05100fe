import { expect, test } from "vitest"
import { readAwsJson } from "../wire/aws-json.ts"
import type { Exchange } from "../wire/exchange.ts"
import type { Discovery } from "./discover.ts"
import { NO_SUCH_OPERATION, signatureOf } from "./probe.ts"
import { parseTarget } from "./profile.ts"
import { profileText } from "./profile-text.ts"

/** The file that comes of a server that answers an operation that it lacks so. */
function fileOf(status: number, body: string, codes?: Discovery["codes"]) {
  const exchange = {
    request: { method: "POST", url: "http://127.0.0.1:1/", headers: {}, body: "{}" },
    response: { status, headers: {}, body },
  } as unknown as Exchange
  const called = { exchange, answer: readAwsJson(exchange), unsupported: false }
  const seen: Discovery = {
    lacking: {
      signatures: new Set([signatureOf(called, NO_SUCH_OPERATION)]),
      answers: [{ called, operation: NO_SUCH_OPERATION }],
    },
    operations: new Map([
      ["idp.SignUp", true],
      ["idp.TagResource", false],
      ["identity.GetId", false],
    ]),
    region: undefined,
    accountId: undefined,
    services: { identity: false, identityPoolId: undefined, sts: false, oauth: undefined, domain: undefined },
    signIn: undefined,
    keys: undefined,
    codes,
  }
  const text = profileText({
    endpoint: "http://127.0.0.1:1",
    region: "eu-west-1",
    auth: "none",
    seen,
    product: codes && { name: "product", by: "its face", version: undefined },
    shipped: undefined,
    adapters: codes && {
      inbox: { kind: "static", code: "1" },
      clock: { kind: "http", advance: { url: "${endpoint}/clock" } },
    },
  })
  const { profile, problems } = parseTarget("poolproof.yaml", text)
  expect(problems, text).toEqual([])
  return { profile: profile!, text }
}

const naming = (type: string, message: string) => JSON.stringify({ __type: type, message })

test.each([
  ["a type of its own", 500, naming("My#Unsupported", "no"), [{ status: 500, type: "My#Unsupported" }]],
  [
    "a type of many meanings, with the name in its message",
    400,
    naming("InvalidParameterException", `Unknown action (${NO_SUCH_OPERATION}).`),
    [{ status: 400, type: "InvalidParameterException", message: "^Unknown action \\(" }],
  ],
  ["a status that says it", 501, "<html>", [{ status: 501 }]],
  ["AWS's own way", 400, naming("UnknownOperationException", ""), undefined],
])("what it lacks, by %s", (_, status, body, unsupported) => {
  const { profile } = fileOf(status, body)
  expect(profile.unsupported).toEqual(unsupported)
  expect(profile.supports).toBeUndefined()
})

test.each([
  ["a page of HTML", "<html>"],
  ["an error that anything may have caused", naming("InternalErrorException", "something went wrong")],
])("what it lacks cannot be told from a crash by %s, so what it has is listed", (_, body) => {
  const { profile } = fileOf(500, body)
  expect(profile.unsupported).toBeUndefined()
  expect(profile.supports).toEqual({ "op.idp.*": false, "op.idp.SignUp": true })
})

test("an inbox that did not work is shown, not used", () => {
  const { profile, text } = fileOf(501, "", { kind: "none", why: "the code 1 is not taken" })
  expect(profile.adapters).toEqual({ clock: { kind: "http", advance: { url: "${endpoint}/clock" } } })
  expect(text).toContain("tried, and the code 1 is not taken.\n#   inbox:\n#     kind: static\n")
})
