import { createHash, createHmac } from "node:crypto"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { classify, errorType } from "./outcome.ts"
import { readSample, Sample } from "./sample.ts"
import { signer } from "./sigv4.ts"
import { totp } from "./totp.ts"

describe("outcomes", () => {
  test.each([
    [
      400,
      '{"__type":"NotAuthorizedException","message":"Incorrect username or password."}',
      "refused",
      "NotAuthorizedException",
    ],
    [
      400,
      '{"__type":"com.amazonaws.cognito#UserNotFoundException","message":""}',
      "refused",
      "UserNotFoundException",
    ],
    [
      429,
      '{"__type":"TooManyRequestsException","message":"Rate exceeded"}',
      "throttled",
      "TooManyRequestsException",
    ],
    [400, '{"__type" : "TooManyRequestsException"}', "throttled", "TooManyRequestsException"],
    [
      400,
      '{"__type":"NotAuthorizedException","message":"Password attempts exceeded"}',
      "lockout",
      "NotAuthorizedException",
    ],
    [400, '{"__type":"LimitExceededException"}', "lockout", "LimitExceededException"],
    [500, '{"__type":"InternalErrorException"}', "server", "InternalErrorException"],
    [502, "<html>", "server", "status 502 without __type"],
    [404, "{}", "protocol", "status 404 without __type"],
  ])("%i %s is %s", (status, body, outcome, detail) => {
    expect(classify(status, 0, body)).toEqual({ outcome, detail })
  })

  test("no answer is a time-out or the network's", () => {
    expect(classify(0, 1050, "").outcome).toBe("timeout")
    expect(classify(0, 1212, "").outcome).toBe("network")
  })

  test("an error's name has neither namespace nor what follows it", () => {
    expect(errorType('{"__type":"a.b#FooException:http://x"}')).toBe("FooException")
    expect(errorType("{}")).toBeUndefined()
  })
})

describe("a line of the stream", () => {
  test("is read back as it was written, whatever went wrong", () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.nat(),
        fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
        (iteration, started, detail) => {
          const sample = new Sample(iteration, started, "login-srp")
          sample.user = 7
          sample.request("InitiateAuth", 200, 1.23456)
          sample.request("RespondToAuthChallenge", 400, 20)
          if (detail !== undefined) sample.fail({ outcome: "refused", detail })
          sample.fail({ outcome: "server", detail: "a later one" })
          sample.issued({ sub: "s", jti: "j", idJti: "i" })
          sample.audit({ access: "a.b.c", id: "d.e.f", refresh: undefined })
          expect(readSample(sample.line())).toEqual({
            pp: 1,
            i: iteration,
            t: started,
            flow: "login-srp",
            u: 7,
            o: detail === undefined ? "server" : "refused",
            detail: detail ?? "a later one",
            ops: [
              ["InitiateAuth", 200, 1.235],
              ["RespondToAuthChallenge", 400, 20],
            ],
            sub: "s",
            jti: "j",
            idJti: "i",
            audit: ["a.b.c", "d.e.f"],
          })
        },
      ),
    )
  })

  test.each(["", "running (0m01s)", '{"level":"info"}', '{"pp":1,"i":', '{"pp":2,"i":1}'])(
    "%s is none",
    (line) => {
      expect(readSample(line)).toBeUndefined()
    },
  )
})

describe("TOTP", () => {
  const hmac = (key: Uint8Array, message: Uint8Array) => createHmac("sha1", key).update(message).digest()

  // RFC 6238, appendix B: the secret is "12345678901234567890"; eight digits there, of which these are the last six.
  test.each([
    [59, "287082"],
    [1111111109, "081804"],
    [1111111111, "050471"],
    [1234567890, "005924"],
    [2000000000, "279037"],
    [20000000000, "353130"],
  ])("at %i is %s", (time, code) => {
    expect(totp("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", time, hmac)).toBe(code)
  })

  test("refuses what is not base32", () => {
    expect(() => totp("0189", 0, hmac)).toThrow(RangeError)
  })
})

describe("SigV4", () => {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex")
  const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest()
  const credentials = {
    accessKeyId: "AKIDEXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  }
  const service = { region: "us-east-1", service: "cognito-idp", host: "127.0.0.1:1" }
  const sign = (of: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) =>
    signer<Buffer>(of, service, {
      sha256Hex: sha256,
      hmac,
      hmacHex: (key, text) => hmac(key, text).toString("hex"),
    })

  test("derives its key by AWS's own example", () => {
    // AWS General Reference, "Examples of how to derive a signing key": 20150830, us-east-1, iam.
    const key = hmac(
      hmac(hmac(hmac(`AWS4${credentials.secretAccessKey}`, "20150830"), "us-east-1"), "iam"),
      "aws4_request",
    )
    expect(key.toString("hex")).toBe("c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9")
  })

  test("signs the same for the same call, and another for any change", () => {
    const date = new Date("2026-11-05T07:08:09Z")
    const plain = sign(credentials)("T.Op", "{}", date)
    expect(plain).toMatchObject({
      "x-amz-date": "20261105T070809Z",
      authorization: expect.stringContaining("SignedHeaders=content-type;host;x-amz-date;x-amz-target, "),
    })
    const others = [
      sign(credentials)("T.Other", "{}", date),
      sign(credentials)("T.Op", "{ }", date),
      sign(credentials)("T.Op", "{}", new Date("2026-11-06T07:08:09Z")),
      sign({ ...credentials, secretAccessKey: "x" })("T.Op", "{}", date),
      sign({ ...credentials, sessionToken: "s" })("T.Op", "{}", date),
    ]
    const all = [plain, ...others].map(({ authorization }) => authorization)
    expect(new Set(all).size).toBe(all.length)
    expect(others.at(-1)).toHaveProperty("x-amz-security-token", "s")
  })
})
