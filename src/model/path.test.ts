import { expect, test } from "vitest"
import { loadModel } from "./model.ts"
import { join, memberAt, parentOf, stepsOf } from "./path.ts"

const idp = loadModel("cognito-idp")
const identity = loadModel("cognito-identity")

test.each([
  ["", "SignUpRequest"],
  ["Username", "UsernameType"],
  ["UserAttributes", "AttributeListType"],
  ["UserAttributes[12]", "AttributeType"],
  ["UserAttributes[0].Name", "AttributeNameType"],
  ["ClientMetadata.anything", "StringType"],
  ['ClientMetadata["any.thing"]', "StringType"],
])("SignUpRequest has %j", (path, shape) => {
  expect(memberAt(idp, "SignUpRequest", path)).toBe(idp.shapes[shape])
})

test.each([
  "username",
  "Username.Name",
  "UserAttributes.Name",
  "UserAttributes[x]",
  "UserAttributes[0]Name",
  "Username[0]",
  ".Username",
  "Username.",
  "Username..Name",
  "constructor",
  "__proto__",
  "ClientMetadata[0]",
  '["Username"',
])("SignUpRequest has no %j", (path) => expect(memberAt(idp, "SignUpRequest", path)).toBeUndefined())

test("an unknown shape has no members", () => {
  expect(memberAt(idp, "toString", "")).toBeUndefined()
  expect(memberAt(idp, "SignUp", "Username")).toBeUndefined()
})

test("a name that would read as a path is quoted, and leads back", () => {
  for (const key of ["graph.facebook.com", "a[0]", 'a"b', "", "\\", "\n", "[", "ü"]) {
    const path = join("Logins", key)
    expect(memberAt(identity, "GetIdInput", path), path).toBe(identity.shapes.IdentityProviderToken)
    expect(stepsOf(path)).toEqual(["Logins", key])
    expect(parentOf(path)).toBe("Logins")
  }
  expect(join("Logins", "graph.facebook.com")).toBe('Logins["graph.facebook.com"]')
  expect(join("", "Username")).toBe("Username")
})

test("a path comes apart into its steps", () => {
  expect(stepsOf("UserAttributes[12].Name")).toEqual(["UserAttributes", "12", "Name"])
  expect(stepsOf("")).toEqual([])
  expect(stepsOf("a..b")).toBeUndefined()
  expect(["UserAttributes[12].Name", "UserAttributes[12]", "UserAttributes"].map(parentOf)).toEqual([
    "UserAttributes[12]",
    "UserAttributes",
    "",
  ])
})
