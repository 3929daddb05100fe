import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { checksum, closure } from "./closure.ts"
import { findOperation, loadModel, operationNames } from "./model.ts"
import { compilePattern } from "./pattern.ts"
import type { ServiceName } from "./types.ts"

const SERVICES: ServiceName[] = ["cognito-idp", "cognito-identity", "sts"]

/** The text of a row of docs/facts. */
function fact(file: string, id: string): string {
  const page = readFileSync(new URL(`../../docs/facts/${file}.md`, import.meta.url), "utf8")
  return page.split("\n").find((line) => line.startsWith(`| ${id} |`))!
}

const publicOperations = (service: ServiceName) =>
  Object.entries(loadModel(service).operations)
    .filter(([, { auth }]) => auth === "none")
    .map(([name]) => name)

test("knows every operation of user pools and identity pools, and what STS is needed for", () => {
  const counts = SERVICES.map((service) => Object.keys(loadModel(service).operations).length)
  expect(counts).toEqual([132, 23, 2])
  expect(fact("identity-pools", "IDP-003")).toContain("23 operations")
})

test("WIRE-003: the public operations of user pools", () => {
  const names = /32: (.*?)\. /.exec(fact("user-pools-directory", "WIRE-003"))![1]!.split(", ")
  expect(names).toHaveLength(32)
  expect(publicOperations("cognito-idp")).toEqual(names.sort())
})

test("IDP-003: the public operations of identity pools", () => {
  const list = /exactly four: (.*?)\. /.exec(fact("identity-pools", "IDP-003"))![1]!
  expect(publicOperations("cognito-identity")).toEqual(list.replaceAll("`", "").split(", ").sort())
})

test("STS: AssumeRoleWithWebIdentity is public, GetCallerIdentity is signed", () => {
  expect(publicOperations("sts")).toEqual(["AssumeRoleWithWebIdentity"])
})

test("WIRE-001, WIRE-002: protocol, target and signing name", () => {
  const { protocol, targetPrefix, signingName } = loadModel("cognito-idp")
  expect(protocol).toBe("json-1.1")
  expect(fact("user-pools-directory", "WIRE-001")).toContain(`${targetPrefix}.<Operation>`)
  expect(fact("user-pools-directory", "WIRE-002")).toContain(`\`${signingName}\``)
})

describe.each(SERVICES)("the data of %s", (service) => {
  const { operations, shapes, source } = loadModel(service)

  test("names the botocore release it is from", () => {
    expect(source).toEqual({ ...loadModel("cognito-idp").source, package: "botocore", licence: "Apache-2.0" })
  })

  test("is what the checksums were made over", () => {
    const drifted = Object.entries(operations).filter(([, o]) => checksum(shapes, o) !== o.shape)
    expect(drifted).toEqual([])
  })

  test("holds the shapes that the operations reach, and no others", () => {
    const roots = Object.values(operations).flatMap((o) => [
      o.input,
      ...(o.output ? [o.output] : []),
      ...o.errors,
    ])
    expect(closure(shapes, roots)).toEqual(Object.keys(shapes).sort())
  })

  test("has no shape that contains itself, so that no value leads the judge deeper than the model", () => {
    const recursive = Object.entries(shapes).filter(([name, { members = {}, member, key, value }]) => {
      const children = [...Object.values(members), member, key, value].flatMap((child) => child?.shape ?? [])
      return closure(shapes, children).includes(name)
    })
    expect(recursive).toEqual([])
  })

  test("is free of documentation", () => {
    const members = Object.values(shapes).flatMap((shape) => [shape, ...Object.values(shape.members ?? {})])
    expect(members.filter((member) => "documentation" in member)).toEqual([])
  })

  test("has patterns that all compile", () => {
    const patterns = Object.values(shapes).flatMap(({ pattern }) => pattern ?? [])
    expect(patterns.length).toBeGreaterThan(0)
    for (const pattern of patterns) expect(compilePattern(pattern), pattern).toBeInstanceOf(RegExp)
  })
})

describe("checksum", () => {
  const { operations, shapes } = loadModel("cognito-idp")
  const signUp = operations.SignUp!

  test("sees a change anywhere below the operation", () => {
    const changed = { ...shapes, AttributeNameType: { ...shapes.AttributeNameType!, max: 33 } }
    expect(checksum(changed, signUp)).not.toBe(signUp.shape)
  })

  test("does not see a change elsewhere, nor the order of keys", () => {
    const { members, ...rest } = shapes.SignUpRequest!
    const reordered = Object.fromEntries(Object.entries(members!).reverse())
    const changed = {
      ...shapes,
      DateType: { ...shapes.DateType!, max: 1 },
      SignUpRequest: { members: reordered, ...rest },
    }
    expect(checksum(changed, signUp)).toBe(signUp.shape)
  })
})

describe("findOperation", () => {
  test("finds an operation by a scenario's name for it", () => {
    expect(findOperation("idp.SignUp")).toMatchObject({
      service: "cognito-idp",
      name: "SignUp",
      operation: { input: "SignUpRequest", output: "SignUpResponse", auth: "none" },
    })
    expect(findOperation("identity.GetId")?.service).toBe("cognito-identity")
  })

  test.each([
    "SignUp",
    "idp.",
    "idp.Signup",
    "idp.SignUp.x",
    "idp.constructor",
    "constructor.name",
    "sts.GetCallerIdentity",
    "",
  ])("knows no %j", (name) => expect(findOperation(name)).toBeUndefined())

  test("finds every listed name", () => {
    const names = operationNames()
    expect(names).toHaveLength(155)
    expect(names.filter((name) => !findOperation(name))).toEqual([])
  })
})
