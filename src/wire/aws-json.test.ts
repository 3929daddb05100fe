import { describe, expect, onTestFinished, test } from "vitest"
import { type AwsJsonCall, awsJsonRequest, readAwsJson } from "./aws-json.ts"
import type { Exchange, HttpResponse } from "./exchange.ts"
import { HttpClient } from "./http.ts"
import { serveHttp } from "./loopback.test-server.ts"

const call: AwsJsonCall = {
  label: "idp.SignUp",
  endpoint: "http://127.0.0.1:9229",
  targetPrefix: "AWSCognitoIdentityProviderService",
  operation: "SignUp",
  input: { Username: "jane" },
}

describe("awsJsonRequest", () => {
  test("an unsigned call", () => {
    expect(awsJsonRequest(call)).toEqual({
      label: "idp.SignUp",
      method: "POST",
      url: "http://127.0.0.1:9229/",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.SignUp",
      },
      body: '{"Username":"jane"}',
    })
  })

  test("a signed call signs the further headers too", () => {
    const credentials = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" }
    const sign = {
      region: "us-east-1",
      service: "cognito-idp",
      credentials,
      date: new Date("2026-10-05T09:56:23Z"),
    }
    const { headers } = awsJsonRequest({
      ...call,
      headers: { host: "cognito-idp.us-east-1.amazonaws.com" },
      sign,
    })
    expect(headers).toMatchObject({
      host: "cognito-idp.us-east-1.amazonaws.com",
      "x-amz-date": "20261005T095623Z",
    })
    expect(headers.authorization).toContain("SignedHeaders=content-type;host;x-amz-date;x-amz-target,")
  })

  test("arrives as written", async () => {
    const url = await serveHttp((request, response) => {
      expect(request.headers["x-amz-target"]).toBe("AWSCognitoIdentityProviderService.SignUp")
      request.pipe(response)
    })
    const client = new HttpClient()
    onTestFinished(() => client.close())
    const exchange = await client.send(awsJsonRequest({ ...call, endpoint: url }))
    expect(readAwsJson(exchange)).toEqual({ kind: "success", output: { Username: "jane" } })
  })
})

function answer(status: number, body: string, headers: Record<string, string> = {}): Exchange {
  const response: HttpResponse = { status, headers, body, truncated: false }
  return {
    id: 1,
    at: 0,
    ms: 0,
    label: "",
    request: { method: "POST", url: "", headers: {}, body: "" },
    response,
  }
}

describe("readAwsJson", () => {
  test.each([
    ["an object", answer(200, '{"UserSub":"1"}'), { UserSub: "1" }],
    ["an empty object", answer(200, "{}"), {}],
    ["an empty body", answer(200, ""), {}],
    ["any 2xx", answer(204, ""), {}],
    ["a success that has a __type", answer(200, '{"__type":"X"}'), { __type: "X" }],
  ])("success: %s", (_what, exchange, output) => {
    expect(readAwsJson(exchange)).toEqual({ kind: "success", output })
  })

  const type = "NotAuthorizedException"
  test.each<[string, Exchange, string, string | undefined]>([
    ["__type", answer(400, `{"__type":"${type}","message":"m"}`), type, "m"],
    ["capital Message", answer(400, `{"__type":"${type}","Message":"M"}`), type, "M"],
    ["message before Message", answer(400, `{"__type":"${type}","Message":"M","message":"m"}`), type, "m"],
    ["no message", answer(400, `{"__type":"${type}"}`), type, undefined],
    ["a message that is no text", answer(400, `{"__type":"${type}","message":1}`), type, undefined],
    [
      "a namespace",
      answer(400, `{"__type":"com.amazonaws.x#${type}"}`),
      `com.amazonaws.x#${type}`,
      undefined,
    ],
    ["the header", answer(400, "{}", { "x-amzn-errortype": `${type}:` }), `${type}:`, undefined],
    [
      "the header with a URL",
      answer(400, "", { "x-amzn-errortype": `${type}:http://a/,b` }),
      `${type}:http://a/,b`,
      undefined,
    ],
    [
      "the header twice",
      answer(400, "", { "x-amzn-errortype": `${type}, Other` }),
      `${type}, Other`,
      undefined,
    ],
    [
      "__type before the header",
      answer(500, `{"__type":"${type}"}`, { "x-amzn-errortype": "Other" }),
      type,
      undefined,
    ],
    [
      "the header for a __type that is no text",
      answer(400, '{"__type":1}', { "x-amzn-errortype": type }),
      type,
      undefined,
    ],
  ])("error: %s", (_what, exchange, rawType, message) => {
    expect(readAwsJson(exchange)).toMatchObject({ kind: "error", type, rawType, message })
  })

  test("an error keeps its further members", () => {
    const output = { __type: "InvalidParameterException", reasonCode: "R" }
    expect(readAwsJson(answer(400, JSON.stringify(output)))).toMatchObject({ output })
  })

  test.each<[string, Exchange, string]>([
    ["an HTML page", answer(500, "<html>"), "not JSON"],
    ["an HTML page that says 200", answer(200, "<html>"), "not JSON"],
    [
      "XML with the header",
      answer(404, "<UnknownOperationException/>", { "x-amzn-errortype": "X" }),
      "not JSON",
    ],
    ["an array", answer(200, "[]"), "not an object"],
    ["null", answer(200, "null"), "not an object"],
    ["a string", answer(400, '"x"'), "not an object"],
    ["half an object", answer(200, '{"a":'), "not JSON"],
    ["blanks", answer(200, " "), "not JSON"],
    ["an error that names no type", answer(400, '{"message":"m"}'), "without an error type"],
    ["an error of an empty type", answer(400, '{"__type":"a#"}'), "without an error type"],
    ["a redirect", answer(302, ""), "without an error type"],
  ])("garbage: %s", (_what, exchange, why) => {
    const status = exchange.response?.status
    expect(readAwsJson(exchange)).toEqual({ kind: "garbage", status, why: expect.stringContaining(why) })
  })

  test("none: a failure, even after half a response", () => {
    const failure = { code: "connection-reset", message: "gone" } as const
    expect(readAwsJson({ ...answer(200, "{}"), failure })).toEqual({ kind: "none", failure })
  })
})
