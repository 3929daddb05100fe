import { expect, test } from "vitest"
import { idpModel } from "./model.ts"
import { compileInput, javaSetOrder } from "./validate.ts"

const read = (operation: string, body: unknown) =>
  compileInput(idpModel, idpModel.operations[operation]!.input, "InvalidParameterException")(body)
const ClientId = "abc"

test("every pattern of the model is understood", () => {
  for (const { input } of Object.values(idpModel.operations)) {
    expect(() => compileInput(idpModel, input, "InvalidParameterException")).not.toThrow()
  }
})

test("unknown members and nulls are dropped, fractions cut", () => {
  expect(read("ListUserPools", { MaxResults: 5.9, NextToken: null, Colour: "red" })).toEqual({
    MaxResults: 5,
  })
})

test("what is missing is null", () => {
  expect(() => read("SignUp", { ClientId })).toThrow(
    "1 validation error detected: Value null at 'username' failed to satisfy constraint: Member must not be null",
  )
})

test("several violations are told at once, sensitive values not at all (WIRE-018 to WIRE-022)", () => {
  const body = { Session: "s".repeat(20), UserCode: "Aaaa" }
  expect(() => read("VerifySoftwareToken", body)).toThrow(
    /^2 validation errors detected: Value at 'userCode' .*greater than or equal to 6; Value at 'userCode' .* pattern: \[0-9\]\+$/,
  )
})

test("a password may have blanks inside, not at its ends (DIR-121)", () => {
  expect(() => read("SignUp", { ClientId, Username: "u", Password: "a b" })).not.toThrow()
  expect(() => read("SignUp", { ClientId, Username: "u", Password: " ab" })).toThrow(
    "1 validation error detected: Value at 'password' failed to satisfy constraint: " +
      "Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$",
  )
})

test("white space in a pattern is Java's, which is ASCII", () => {
  expect(() => read("CreateUserPool", { PoolName: "a \t\vb" })).not.toThrow()
  expect(() => read("CreateUserPool", { PoolName: "a\u00a0b" })).toThrow(
    "Member must satisfy regular expression",
  )
})

test("a map keeps every key", () => {
  const AuthParameters = JSON.parse('{"__proto__":"x"}')
  const input = read("InitiateAuth", { ClientId, AuthFlow: "USER_AUTH", AuthParameters })
  expect(input).toHaveProperty("AuthParameters", AuthParameters)
})

test("list members count from one", () => {
  const Schema = [{ Name: "ok" }, { Name: "x".repeat(21) }]
  expect(() => read("CreateUserPool", { PoolName: "p", Schema })).toThrow(
    "at 'schema.2.member.name' failed to satisfy constraint: Member must have length less than or equal to 20",
  )
})

test("an enum prints in Java's order (WIRE-020)", () => {
  expect(javaSetOrder(["OFF", "ON", "OPTIONAL"])).toEqual(["OPTIONAL", "OFF", "ON"])
  expect(javaSetOrder(["phone_number", "email"])).toEqual(["phone_number", "email"])
  expect(() => read("CreateUserPool", { PoolName: "p", MfaConfiguration: "MAYBE" })).toThrow(
    "Value 'MAYBE' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: [OPTIONAL, OFF, ON]",
  )
})

test.each([
  ["SignUp", { ClientId: 5 }, "NUMBER_VALUE can not be converted to a String"],
  ["SignUp", { ClientId: true }, "TRUE_VALUE can not be converted to a String"],
  ["SignUp", { ClientId: [] }, "Start of list found where not expected"],
  ["SignUp", { UserAttributes: "x" }, "Expected list or null"],
  ["InitiateAuth", { AuthParameters: "x" }, "Expected map or null"],
  ["ListUserPools", { MaxResults: "5" }, "STRING_VALUE can not be converted to an Integer"],
])("%s %j: a wrong type wins over what is missing", (operation, body, message) => {
  expect(() => read(operation, body)).toThrow(
    expect.objectContaining({ type: "SerializationException", message }),
  )
})
