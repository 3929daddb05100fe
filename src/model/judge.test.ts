import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { judge, type Rule, ruleFamily } from "./judge.ts"
import { loadModel, type ServiceModel } from "./model.ts"
import { memberAt } from "./path.ts"

const idp = loadModel("cognito-idp")
const identity = loadModel("cognito-identity")
const MODELS = [idp, identity, loadModel("sts")]

/** Each violation as `path rule`. */
const found = (model: ServiceModel, shape: string, value: unknown) =>
  judge(model, shape, value).map(({ path, rule }) => `${path} ${rule}`)

describe("members", () => {
  // fromEntries, unlike a spread into a literal, keeps `__proto__` a member.
  const signUp = (change: object) => {
    const valid = { ClientId: "1example23456789", Username: "ada", Password: "Correct-Horse-1" }
    return Object.fromEntries([...Object.entries(valid), ...Object.entries(change)])
  }

  test.each([
    ["what is required alone", {}],
    ["null where something is optional", { Password: null, Nonsense: null, ClientMetadata: { a: null } }],
    ["lists, maps and nested members", { UserAttributes: [{ Name: "email" }], ClientMetadata: { "": "" } }],
  ])("%s: valid", (_, change) => expect(judge(idp, "SignUpRequest", signUp(change))).toEqual([]))

  test.each<[string, object]>([
    ["Username required", { Username: null }],
    ["Username max-length", { Username: "a".repeat(129) }],
    ["Username pattern", { Username: "a b" }],
    ["Username type", { Username: 1 }],
    ["AnalyticsMetadata type", { AnalyticsMetadata: [] }],
    ["UserAttributes type", { UserAttributes: {} }],
    ["UserAttributes[1] type", { UserAttributes: [{ Name: "a" }, null] }],
    ["UserAttributes[0].Name required", { UserAttributes: [{ Value: "a" }] }],
    ["ClientMetadata.key type", { ClientMetadata: { key: true } }],
    ['ClientMetadata["a.b"] max-length', { ClientMetadata: { "a.b": "v".repeat(131_073) } }],
    ["Nickname unknown-member", { Nickname: "a" }],
    ["constructor unknown-member", { constructor: 1 }],
    ["__proto__ unknown-member", JSON.parse('{ "__proto__": 1 }')],
  ])("%s, and nothing else", (violation, change) => {
    expect(found(idp, "SignUpRequest", signUp(change))).toEqual([violation])
  })

  test("all violations are found, those of one value too", () => {
    const value = { Username: "", UserAttributes: [{ Name: "a".repeat(33) }], X: 1 }
    expect(found(idp, "SignUpRequest", value)).toEqual([
      "ClientId required",
      "Username min-length",
      "Username pattern",
      "UserAttributes[0].Name max-length",
      "X unknown-member",
    ])
  })

  test("a violation says where, what and by which shape, but not the value", () => {
    expect(judge(idp, "SignUpRequest", signUp({ Username: "my secret" }))).toEqual([
      {
        path: "Username",
        rule: "pattern",
        shape: "UsernameType",
        message: "does not match [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
      },
    ])
  })

  test("an output is judged as an input is", () => {
    const user = { Username: "ada", UserCreateDate: 1_790_000_000.123, UserStatus: "CONFIRMED" }
    expect(judge(idp, "AdminGetUserResponse", user)).toEqual([])
    const wrong = { ...user, UserCreateDate: "2026-09-21T14:13:20Z", UserStatus: "OK" }
    expect(found(idp, "AdminGetUserResponse", wrong)).toEqual(["UserCreateDate type", "UserStatus enum"])
  })

  test("an error is judged as an input is", () => {
    const error = { message: "Confirmation required", reasonCode: 1 }
    expect(found(idp, "InvalidParameterException", error)).toEqual(["reasonCode type"])
  })
})

describe("single values", () => {
  const bytes = (count: number) => Buffer.alloc(count).toString("base64")
  test.each<[string, unknown, Rule[]]>([
    ["PasswordPolicyMinLengthType", 6, []],
    ["PasswordPolicyMinLengthType", 99, []],
    ["PasswordPolicyMinLengthType", 5, ["min"]],
    ["PasswordPolicyMinLengthType", 100, ["max"]],
    ["PasswordPolicyMinLengthType", 8.5, ["type"]],
    ["PasswordPolicyMinLengthType", "8", ["type"]],
    ["PasswordPolicyMinLengthType", null, ["type"]],
    ["IntegerType", -(2 ** 31), []],
    ["IntegerType", 2 ** 31, ["type"]],
    ["TokenDuration", 86_400, []],
    ["TokenDuration", 86_401, ["max"]],
    ["LongType", 2 ** 31, []],
    ["BooleanType", "true", ["type"]],
    ["BooleanType", false, []],
    ["DateType", 1_790_000_000.5, []],
    ["DateType", "1790000000", ["type"]],
    ["UserPoolMfaType", "OPTIONAL", []],
    ["UserPoolMfaType", "optional", ["enum"]],
    ["UsernameType", "\u{1f600}".repeat(128), []],
    ["UsernameType", "\u{1f600}".repeat(129), ["max-length"]],
    ["ImageFileType", "", []],
    ["ImageFileType", "AAEC", []],
    ["ImageFileType", "AAE=", []],
    ["ImageFileType", "AAE", ["type"]],
    ["ImageFileType", "A-_C", ["type"]],
    ["ImageFileType", 7, ["type"]],
    ["ImageFileType", bytes(131_072), []],
    ["ImageFileType", bytes(131_073), ["max-length"]],
    ["OAuthFlowsType", [], []],
    ["OAuthFlowsType", ["code", "code", "code", "code"], ["max-length"]],
    ["RecoveryMechanismsType", [], ["min-length"]],
    ["LinksType", {}, ["min-length"]],
    ["LinksType", { "cognito:klingon": "https://example.com" }, ["pattern"]],
    ["LoginsMap", Object.fromEntries([..."abcdefghijk"].map((k) => [k, k])), ["max-length"]],
    ["Document", { any: [null, 1, "x"] }, []],
    ["Document", null, []],
  ])("%s (row %#)", (shape, value, rules) => {
    const model = MODELS.find(({ shapes }) => shape in shapes)!
    expect(judge(model, shape, value).map(({ rule }) => rule)).toEqual(rules)
  })

  test("a map's key is judged at its entry, with a name of its own", () => {
    const [violation] = judge(identity, "LoginsMap", { ["accounts.google.com".repeat(10)]: "token" })
    expect(violation).toMatchObject({ rule: "max-length", shape: "IdentityProviderName" })
    expect(violation?.message).toBe("has a key that has 190 characters, at most 128 allowed")
  })
})

test("rules have the families that authors write", () => {
  const rules: Rule[] = ["type", "required", "min-length", "max-length", "min", "max", "pattern", "enum"]
  const families = ["type", "required", "length", "length", "range", "range", "pattern", "enum"]
  expect(rules.map(ruleFamily)).toEqual(families)
})

describe("for any JSON value", () => {
  const shapes = MODELS.flatMap((model) => Object.keys(model.shapes).map((shape) => ({ model, shape })))
  const anyShape = fc.constantFrom(...shapes)

  /** Values of the form that a shape asks for, spoilt here and there. */
  function alike(model: ServiceModel, name: string): fc.Arbitrary<unknown> {
    const { type, members = {}, member, key, value } = model.shapes[name]!
    const noise = fc.jsonValue({ maxDepth: 1 })
    const sound: () => fc.Arbitrary<unknown> = () => {
      if (type === "list") return fc.array(alike(model, member!.shape), { maxLength: 3 })
      if (type === "map")
        return fc.dictionary(fc.string(), alike(model, (value ?? key)!.shape), { maxKeys: 3 })
      if (type !== "structure") return fc.oneof(fc.string(), fc.integer(), fc.boolean())
      const entries = Object.entries(members).map(([k, { shape }]) => [k, alike(model, shape)])
      return fc
        .tuple(fc.record(Object.fromEntries(entries), { requiredKeys: [] }), fc.option(fc.string()))
        .map(([record, extra]) => (extra === null ? record : { ...record, [extra]: 1 }))
    }
    return fc.oneof({ weight: 9, arbitrary: sound() }, { weight: 1, arbitrary: noise })
  }

  test("the judge does not throw, and stops at 50 violations", () => {
    fc.assert(
      fc.property(anyShape, fc.jsonValue(), ({ model, shape }, value) => {
        expect(judge(model, shape, value).length).toBeLessThanOrEqual(50)
      }),
      { numRuns: 2000 },
    )
  })

  test("the judge's paths lead to the members that are wrong", () => {
    const spoilt = anyShape.chain(({ model, shape }) =>
      alike(model, shape).map((value) => ({ model, shape, value })),
    )
    fc.assert(
      fc.property(spoilt, ({ model, shape, value }) => {
        for (const violation of judge(model, shape, value)) {
          const { path, rule, message } = violation
          if (message.startsWith("has a key")) continue
          if (rule === "unknown-member") expect(memberAt(model, shape, path), path).toBeUndefined()
          // A missing member is its structure's violation.
          else if (rule === "required") expect(memberAt(model, shape, path), path).toBeDefined()
          else expect(memberAt(model, shape, path), path).toBe(model.shapes[violation.shape])
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe("huge values", () => {
  const nested = (depth: number) => JSON.parse("[".repeat(depth) + "]".repeat(depth))

  test.each<[string, string, unknown, number]>([
    ["a long list", "AttributeListType", new Array(1_000_000).fill(null), 50],
    ["a long string", "UsernameType", " ".repeat(10_000_000), 1],
    ["a long blob", "ImageFileType", "A".repeat(10_000_000), 1],
    [
      "many unknown members",
      "SignUpRequest",
      Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [i, i])),
      50,
    ],
    ["a deep list", "AttributeListType", nested(5_000), 1],
    ["a deep document", "Document", nested(5_000), 0],
    ["a text made for backtracking", "EmailVerificationMessageByLinkType", `${"{####}".repeat(3_000)}\0`, 0],
  ])("%s is judged", (_, shape, value, count) => expect(judge(idp, shape, value)).toHaveLength(count))
})
