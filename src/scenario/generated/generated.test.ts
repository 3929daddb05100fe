import { describe, expect, test } from "vitest"
import { breakableRules } from "../../model/arbitrary-broken.ts"
import { judge } from "../../model/judge.ts"
import { findOperation, operationNames } from "../../model/model.ts"
import { requirementId } from "../documents.ts"
import { readFacts } from "../facts.ts"
import { planRun } from "../plan.ts"
import { emptySuite } from "../suite.ts"
import { withGenerated } from "./index.ts"
import type { Probe } from "./probe.ts"

const suite = withGenerated(emptySuite("."), ["generated/*"])
const probesOf = (name: string) => suite.scenarios.get(`generated/${name}`)!.probes!
const probe = (id: string): Probe =>
  probesOf(id.slice("generated.".length, id.indexOf("/"))).find(({ requirement }) => requirement === id)!
const body = (half: Probe["wrong"], seed = 1) => JSON.parse(half.body(seed)) as unknown
const violations = (operation: string, input: unknown) => {
  const { model, operation: found } = findOperation(operation)!
  return judge(model, found.input, input).map(({ path, rule }) => `${path} ${rule}`)
}

test("every operation has its scenario, and nobody gets one without asking", () => {
  expect([...suite.scenarios.keys()]).toEqual(operationNames().map((name) => `generated/${name}`))
  expect(suite.scenarios).toHaveLength(132 + 23)
  const plain = emptySuite(".")
  expect(withGenerated(plain, ["**", "sign-up/*"])).toBe(plain)
})

test("one operation can be asked for", () => {
  const plan = planRun(suite, { requirements: [], scenarios: ["generated/idp.SignUp"] })
  expect(plan.cases.map(({ id }) => id)).toEqual(["generated/idp.SignUp"])
  expect(plan.selects("generated.idp.SignUp/Username.max-length")).toBe(true)
  expect(plan.selects("generated.idp.SignIn/Username.max-length")).toBe(false)
})

test.each(operationNames())("%s: a probe for everything that can be broken", (name) => {
  const { model, operation } = findOperation(name)!
  const ids = probesOf(name).map(({ requirement }) => requirement)
  expect(new Set(ids)).toHaveLength(ids.length)
  expect(
    ids.filter((id) => !requirementId.safeParse(id.replace(/^generated\.\w+\.\w+/, "area")).success),
  ).toEqual([])
  const around = /\/(?:body\.(?!type-)|target|content-type|signature)/
  expect(ids.filter((id) => !around.test(id))).toHaveLength(breakableRules(model, operation.input).length)
})

test.each(operationNames())("%s: what is right is right, and what is wrong is not", (name) => {
  for (const { requirement, right, wrong, expected } of probesOf(name)) {
    expect(violations(name, body(right)), requirement).toEqual([])
    const isConstraint = expected.is === "refused" && expected.text !== undefined
    if (isConstraint) expect(violations(name, body(wrong)), requirement).not.toEqual([])
  }
})

test("a must rests on facts that were seen", () => {
  const known = new Map(readFacts("docs/facts").map(({ id, text }) => [id, text]))
  for (const { id, strength, evidence, facts } of suite.requirements.values()) {
    expect(
      facts.filter((fact) => !known.has(fact)),
      id,
    ).toEqual([])
    if (strength === "must") expect(evidence, id).toBe("observed")
  }
})

describe("what a message must say (WIRE-018 to WIRE-022)", () => {
  test.each([
    [
      "generated.idp.SignUp/Username.max-length",
      "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must have length less than or equal to 128",
    ],
    [
      "generated.idp.VerifySoftwareToken/UserCode.pattern",
      "2 validation errors detected: Value 'Aaaa' at 'userCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+; Value 'Aaaa' at 'userCode' failed to satisfy constraint: Member must have length greater than or equal to 6",
    ],
    [
      "generated.idp.CreateUserPool/Schema.member.Name.max-length",
      "1 validation error detected: Value 'xxxxxxxxxxxxxxxxxxxxx' at 'schema.1.member.name' failed to satisfy constraint: Member must have length less than or equal to 20",
    ],
    [
      "generated.identity.GetId/IdentityPoolId.pattern",
      "1 validation error detected: Value 'us-east-2:mock' at 'identityPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+",
    ],
    [
      "generated.idp.CreateUserPool/MfaConfiguration.enum",
      "1 validation error detected: Value 'MAYBE' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: [OPTIONAL, OFF, ON]",
    ],
  ])("%s", (id, message) => {
    const { expected } = probe(id)
    if (expected.is !== "refused") throw new Error(`${id} expects no refusal`)
    expect(message).toMatch(expected.text!.pattern)
    expect(message.replace("failed", "seemed")).not.toMatch(expected.text!.pattern)
  })

  test("another member's violation is not this one's", () => {
    const { expected } = probe("generated.idp.SignUp/Username.max-length")
    const { pattern } = (expected as { text: { pattern: RegExp } }).text
    expect(
      "2 validation errors detected: Value at 'username' failed to satisfy constraint: Member must not be null; Value at 'password' failed to satisfy constraint: Member must have length less than or equal to 128",
    ).not.toMatch(pattern)
  })
})

test("a password is broken as the service has it, not the model (DIR-121)", () => {
  const { wrong } = probe("generated.idp.SignUp/Password.pattern")
  expect(body(wrong)).toMatchObject({ Password: expect.stringMatching(/^ .* $/) })
})

test("the same seed makes the same requests, another one others", () => {
  const { wrong } = probe("generated.idp.SignUp/Username.max-length")
  expect(wrong.body(1)).toBe(wrong.body(1))
  expect(wrong.body(1)).not.toBe(wrong.body(2))
})

test("several broken members at once are as many violations", () => {
  const { wrong } = probe("generated.idp.SignUp/body.several-violations")
  expect(violations("idp.SignUp", body(wrong)).length).toBeGreaterThanOrEqual(2)
})
