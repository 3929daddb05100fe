import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { valid } from "./arbitrary.ts"
import { boundary, breakableRules, broken, inseparable } from "./arbitrary-broken.ts"
import { judge } from "./judge.ts"
import { loadModel } from "./model.ts"

// The laws that hold for every shape are in suites/model.
const idp = loadModel("cognito-idp")
const identity = loadModel("cognito-identity")
const samples = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.sample(arbitrary, { seed: 1, numRuns: 20 }) as Record<string, unknown>[]

describe("pins", () => {
  test("put values, left out members, list entries and map keys where they are wanted", () => {
    const pin = {
      ClientId: "1example",
      SecretHash: undefined,
      "UserAttributes[1].Name": "email",
      "ClientMetadata.a": "b",
    }
    for (const value of samples(valid(idp, "SignUpRequest", { pin }))) {
      expect(value).toMatchObject({ ClientId: "1example", ClientMetadata: { a: "b" } })
      expect(value).not.toHaveProperty("SecretHash")
      expect(value).toHaveProperty(["UserAttributes", 1, "Name"], "email")
      expect(judge(idp, "SignUpRequest", value)).toEqual([])
    }
  })

  test("stay while another member is broken, and give way to what is broken itself", () => {
    const pin = { ClientId: "1example", UserAttributes: [{ Name: "email" }] }
    for (const value of samples(
      broken(idp, "SignUpRequest", "UserAttributes[0].Name", "max-length", { pin }),
    )) {
      expect(value.ClientId).toBe("1example")
      expect(judge(idp, "SignUpRequest", value)).toMatchObject([
        { path: "UserAttributes[0].Name", rule: "max-length" },
      ])
    }
    expect(samples(broken(idp, "SignUpRequest", "ClientId", "required", { pin }))[0]).not.toHaveProperty(
      "ClientId",
    )
  })

  test("stay in the in-bounds half, where any valid value will do", () => {
    const pin = { ClientId: "1example", Username: "ada" }
    const of = (path: string, rule: "required" | "max-length") =>
      samples(boundary(idp, "SignUpRequest", path, rule, { pin }))[0]
    expect(of("ClientId", "required")).toMatchObject(pin)
    expect([...(of("Username", "max-length")!.Username as string)]).toHaveLength(128)
  })

  test("of members that there are not are refused", () => {
    expect(() => valid(idp, "SignUpRequest", { pin: { Clientid: "1example" } })).toThrow(
      "SignUpRequest has no Clientid",
    )
    expect(() => valid(idp, "SignUpRequest", { pin: { "UserAttributes[0]": undefined } })).toThrow(TypeError)
  })
})

test("without optional members there is what is required, pinned or broken", () => {
  const value = samples(
    broken(idp, "SignUpRequest", "UserAttributes[0].Value", "type:number", { optional: false }),
  )[0]!
  expect(Object.keys(value).sort()).toEqual(["ClientId", "UserAttributes", "Username"])
})

test("the rules of an input, path by path", () => {
  expect(
    breakableRules(identity, "GetIdInput").map(({ path, rule }) => `${path} ${rule}`),
  ).toMatchInlineSnapshot(`
    [
      " type:boolean",
      " type:number",
      " type:string",
      " type:array",
      "AccountId type:boolean",
      "AccountId type:number",
      "AccountId type:array",
      "AccountId type:object",
      "AccountId min-length",
      "AccountId max-length",
      "AccountId pattern",
      "IdentityPoolId required",
      "IdentityPoolId type:boolean",
      "IdentityPoolId type:number",
      "IdentityPoolId type:array",
      "IdentityPoolId type:object",
      "IdentityPoolId min-length",
      "IdentityPoolId max-length",
      "IdentityPoolId pattern",
      "Logins type:boolean",
      "Logins type:number",
      "Logins type:string",
      "Logins type:array",
      "Logins max-length",
      "Logins key-min-length",
      "Logins key-max-length",
      "Logins.key type:boolean",
      "Logins.key type:number",
      "Logins.key type:array",
      "Logins.key type:object",
      "Logins.key min-length",
      "Logins.key max-length",
    ]
  `)
})

test("a map's keys are broken at the map, its values at any key", () => {
  const [keys] = samples(broken(identity, "GetIdInput", "Logins", "key-max-length"))
  expect(Object.keys(keys!.Logins as object).map((key) => [...key].length)).toEqual([129])
  const [values] = samples(broken(identity, "GetIdInput", 'Logins["accounts.google.com"]', "max-length"))
  expect(judge(identity, "GetIdInput", values)).toMatchObject([{ path: 'Logins["accounts.google.com"]' }])
})

test.each([
  ["Username", "min"],
  ["Username", "type:null"],
  ["Username", "type:string"],
  ["Password", "required"],
  ["", "required"],
  ["Nickname", "type:number"],
] as const)("%j has no %s to break", (path, rule) => {
  expect(() => broken(idp, "SignUpRequest", path, rule)).toThrow(TypeError)
  expect(() => boundary(idp, "SignUpRequest", path, rule)).toThrow(TypeError)
})

test("strings have their exact length in code points, whatever the pattern", () => {
  expect(inseparable(idp, "ArnType")).toEqual([])
  for (const value of samples(broken(idp, "ArnType", "", "min-length"))) expect(value).toHaveLength(19)
  for (const value of samples(boundary(idp, "SecretHashType", "", "max-length")))
    expect(value).toHaveLength(128)
  const longest = fc.sample(boundary(idp, "EmailVerificationMessageType", "", "max-length"), {
    seed: 1,
    numRuns: 5,
  })
  for (const text of longest as string[]) {
    expect([...text]).toHaveLength(20_000)
    expect(text).toContain("{####}")
    expect(text.isWellFormed()).toBe(true)
  }
})
