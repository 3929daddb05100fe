import { describe, expect, test } from "vitest"
import type { Answer } from "./answer.ts"
import { addToSample, type Mutant, mutantName, mutantsOf, mutate, type Sample } from "./mutant.ts"

const operation = "idp.GetUser"
const answer = (status: number, body: object, headers = {}): Answer => ({
  status,
  headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-requestid": "1", ...headers },
  body: JSON.stringify(body),
})
const user = answer(200, {
  Username: "ann",
  UserAttributes: [{ Name: "sub", Value: "1" }, { Name: "email" }],
})
const refusal = answer(
  400,
  { __type: "NotAuthorizedException", message: "No." },
  { "x-amzn-errortype": "NotAuthorizedException:" },
)
const nothing = { success: undefined, previous: undefined }

function changed(mutant: Omit<Mutant, "operation">, before: Answer, memory = {}) {
  const after = mutate({ operation, ...mutant }, before, { ...nothing, ...memory })
  return after && { ...after, body: JSON.parse(after.body) }
}

function sampleOf(...answers: Answer[]): Sample {
  const sample: Sample = { success: undefined, error: undefined, members: new Map() }
  for (const each of answers) addToSample(sample, operation, each)
  return sample
}

describe("mutants", () => {
  test("are made of what was seen, members of lists and what the model requires included", () => {
    const sample = sampleOf(user, refusal)
    expect(Object.fromEntries(sample.members)).toEqual({
      Username: true,
      UserAttributes: true,
      "UserAttributes.[].Name": true,
      "UserAttributes.[].Value": false,
    })
    expect(mutantsOf(operation, sample).map(mutantName)).toEqual([
      "idp.GetUser drop-required Username",
      "idp.GetUser change-type Username",
      "idp.GetUser drop-required UserAttributes",
      "idp.GetUser change-type UserAttributes",
      "idp.GetUser drop-required UserAttributes.[].Name",
      "idp.GetUser change-type UserAttributes.[].Name",
      "idp.GetUser drop-optional UserAttributes.[].Value",
      "idp.GetUser change-type UserAttributes.[].Value",
      "idp.GetUser error-to-success",
      "idp.GetUser swap-error-type",
      "idp.GetUser change-status error",
      "idp.GetUser change-header x-amzn-errortype",
      "idp.GetUser success-to-error",
      "idp.GetUser change-status success",
      "idp.GetUser replay",
      "idp.GetUser change-header content-type",
      "idp.GetUser change-header x-amzn-requestid",
    ])
  })

  test("of errors are not made where none was seen", () => {
    const names = mutantsOf(operation, sampleOf(user)).map(mutantName)
    expect(names.filter((name) => name.includes("error-"))).toEqual([])
  })
})

describe("a mutation", () => {
  test("drops a member, wherever it stands", () => {
    expect(changed({ mutation: "drop-required", of: "Username" }, user)?.body).not.toHaveProperty("Username")
    expect(
      changed({ mutation: "drop-optional", of: "UserAttributes.[].Value" }, user)?.body.UserAttributes,
    ).toEqual([{ Name: "sub" }, { Name: "email" }])
  })

  test("changes a type", () => {
    expect(changed({ mutation: "change-type", of: "Username" }, user)?.body.Username).toBe(42)
    expect(changed({ mutation: "change-type", of: "UserAttributes" }, user)?.body.UserAttributes).toBe(
      "of another type",
    )
  })

  test("makes a success of an error, and an error that the operation declares of a success", () => {
    const made = changed({ mutation: "error-to-success" }, refusal, { success: user })
    expect(made).toEqual({ status: 200, headers: user.headers, body: JSON.parse(user.body) })
    expect(changed({ mutation: "success-to-error" }, user)).toMatchObject({
      status: 400,
      headers: { "x-amzn-errortype": "InvalidParameterException:" },
      body: { __type: "InvalidParameterException" },
    })
  })

  test("swaps an error for another that is declared, in body and header", () => {
    expect(changed({ mutation: "swap-error-type" }, refusal)).toMatchObject({
      headers: { "x-amzn-errortype": "InvalidParameterException:" },
      body: { __type: "InvalidParameterException", message: "No." },
    })
  })

  test("replays the answer before, if that was another", () => {
    const before = answer(200, { Username: "bob", UserAttributes: [] })
    expect(changed({ mutation: "replay" }, user, { previous: before })?.body.Username).toBe("bob")
    expect(changed({ mutation: "replay" }, user, { previous: user })).toBeUndefined()
  })

  test.each<[Omit<Mutant, "operation">, Answer]>([
    [{ mutation: "drop-optional", of: "MFAOptions" }, user],
    [{ mutation: "drop-required", of: "Username" }, refusal],
    [{ mutation: "error-to-success" }, user],
    [{ mutation: "success-to-error" }, refusal],
    [{ mutation: "change-status", of: "error" }, user],
    [{ mutation: "change-header", of: "x-amzn-errortype" }, user],
  ])("leaves alone what it is not about: %j", (mutant, before) => {
    expect(changed(mutant, before)).toBeUndefined()
  })
})
