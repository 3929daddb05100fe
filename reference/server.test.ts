import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
} from "@aws-sdk/client-cognito-identity-provider"
import { afterAll, beforeAll, expect, test } from "vitest"
import { exampleKey } from "./sigv4.ts"
import { TestEndpoint } from "./test-endpoint.ts"

let reference: TestEndpoint
beforeAll(async () => {
  reference = await TestEndpoint.start()
})
afterAll(() => reference.stop())

const post = (operation: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${reference.url}/`, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      ...headers,
    },
    body,
  })

test("an error is told in the body and in headers", async () => {
  const response = await post(
    "InitiateAuth",
    JSON.stringify({ ClientId: "none", AuthFlow: "USER_PASSWORD_AUTH" }),
  )
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({
    __type: "ResourceNotFoundException",
    message: "User pool client none does not exist.",
  })
  expect(response.headers.get("x-amzn-errortype")).toBe("ResourceNotFoundException:")
  expect(response.headers.get("x-amzn-errormessage")).toBe("User pool client none does not exist.")
  expect(response.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/)
  expect(response.headers.get("content-type")).toBe("application/x-amz-json-1.1")
  expect(response.headers.get("access-control-allow-origin")).toBe("*")
})

test.each(["{", "", "null", '"x"', "[]x"])("body %j is no JSON object", async (body) => {
  const response = await post("SignUp", body)
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({ __type: "SerializationException" })
})

test("a wrong type is told with a capital Message", async () => {
  const response = await post("InitiateAuth", JSON.stringify({ AuthParameters: 1 }))
  expect(await response.json()).toEqual({ __type: "SerializationException", Message: "Expected map or null" })
})

test("what is no operation is unknown", async () => {
  for (const operation of ["Nothing", "toString", "signUp"]) {
    const response = await post(operation, "{}")
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ __type: "UnknownOperationException" })
  }
})

test("another content type is another protocol", async () => {
  const response = await post("SignUp", "{}", { "content-type": "application/json" })
  expect(response.status).toBe(404)
  expect(await response.text()).toContain("<UnknownOperationException/>")
})

test("browsers may call", async () => {
  const response = await fetch(reference.url, { method: "OPTIONS" })
  expect(response.status).toBe(200)
  expect(response.headers.get("access-control-allow-headers")).toContain("*")
})

test("a signed operation needs a signature that holds", async () => {
  const unsigned = await post("ListUserPools", '{"MaxResults":1}')
  expect(await unsigned.json()).toEqual({
    __type: "MissingAuthenticationTokenException",
    message: "Missing Authentication Token",
  })
  const list = (credentials: { accessKeyId: string; secretAccessKey: string }, systemClockOffset = 0) =>
    new CognitoIdentityProviderClient({
      endpoint: reference.url,
      region: "eu-west-1",
      credentials,
      maxAttempts: 1,
      systemClockOffset,
    }).send(new ListUserPoolsCommand({ MaxResults: 1 }))
  expect((await list(exampleKey)).UserPools).toEqual([])
  await expect(list({ ...exampleKey, accessKeyId: "AKIAOTHER" })).rejects.toThrow(
    expect.objectContaining({ name: "UnrecognizedClientException" }),
  )
  await expect(list({ ...exampleKey, secretAccessKey: "wrong" })).rejects.toThrow(
    expect.objectContaining({ name: "InvalidSignatureException" }),
  )
  await expect(list(exampleKey, 10 * 60_000)).rejects.toThrow(
    expect.objectContaining({ name: "InvalidSignatureException" }),
  )
})

test("identity pools' documents and STS are served", async () => {
  const jwks = (await (await fetch(`${reference.url}/.well-known/jwks_uri`)).json()) as { keys: object[] }
  expect(jwks.keys.length).toBeGreaterThan(0)
  const caller = await fetch(`${reference.url}/`, {
    method: "POST",
    body: new URLSearchParams({ Action: "GetCallerIdentity", Version: "2011-06-15" }),
  })
  expect(caller.status).toBe(403)
  expect(await caller.text()).toContain("<Code>MissingAuthenticationToken</Code>")
})

test("controls refuse what they cannot do", async () => {
  expect(await reference.control("nothing")).toEqual({
    error: expect.stringContaining("no such control: GET nothing"),
  })
  expect(await reference.control("faults", { enable: ["x"] })).toEqual({
    error: expect.stringContaining('unknown fault "x"'),
  })
  expect(await reference.control("clock", { advanceSeconds: -1 })).toEqual({
    error: "advanceSeconds must be a number that is not negative",
  })
  expect(await reference.control("keys/rotate", { userPoolId: "x" })).toEqual({
    error: "there is no user pool x",
  })
})
