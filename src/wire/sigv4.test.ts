import { createHash, createHmac } from "node:crypto"
import { SignatureV4 } from "@smithy/signature-v4"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { type Signable, sign } from "./sigv4.ts"

const example: Omit<Signable, "method"> = {
  url: "https://example.amazonaws.com/",
  headers: {},
  body: "",
  region: "us-east-1",
  service: "service",
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
  date: new Date("2015-08-30T12:36:00Z"),
}

describe("AWS's published test vectors", () => {
  test.each<[string, Partial<Signable>, string]>([
    ["get-vanilla", {}, "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"],
    ["post-vanilla", { method: "POST" }, "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"],
    [
      "get-vanilla-query-order-key-case",
      { url: "https://example.amazonaws.com/?Param2=value2&Param1=value1" },
      "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    ],
    [
      "post-x-www-form-urlencoded",
      {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: "Param1=value1",
      },
      "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    ],
    [
      "the ListUsers example of the IAM guide",
      {
        url: "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
        headers: { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" },
        service: "iam",
      },
      "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7",
    ],
  ])("%s", (_name, part, signature) => {
    const { authorization } = sign({ ...example, method: "GET", ...part })
    expect(authorization?.split("Signature=")[1]).toBe(signature)
  })
})

test("the whole of what is added", () => {
  const credentials = { ...example.credentials, sessionToken: "TOKEN" }
  expect(
    sign({ ...example, credentials, method: "POST", headers: { "X-Amz-Target": "T", host: "other" } }),
  ).toEqual({
    "x-amz-date": "20150830T123600Z",
    "x-amz-security-token": "TOKEN",
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20150830\/us-east-1\/service\/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token;x-amz-target, Signature=[0-9a-f]{64}$/,
    ),
  })
})

test("agrees with @smithy/signature-v4", async () => {
  const token = fc.option(fc.base64String({ minLength: 4 }), { nil: undefined })
  const ascii = fc.string({ minLength: 1, unit: "grapheme-ascii" })
  const segment = fc.stringMatching(/^[\w .~:;,=!'()*@$+&-]{1,8}$/).filter((s) => !/^\.+$/.test(s))
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        path: fc.array(segment, { maxLength: 3 }),
        query: fc.dictionary(ascii, fc.string({ unit: "binary" }), { maxKeys: 4, noNullPrototype: true }),
        target: ascii,
        body: fc.string({ unit: "binary" }),
        token,
        date: fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
      }),
      async ({ path, query, target, body, token, date }) => {
        const url = new URL(`http://127.0.0.1:9229/${path.map(encodeURIComponent).join("/")}`)
        url.search = new URLSearchParams(query).toString()
        const headers = { "content-type": "application/x-amz-json-1.1", "x-amz-target": target }
        const credentials = {
          ...example.credentials,
          ...(token === undefined ? {} : { sessionToken: token }),
        }
        const ours = sign({ ...example, method: "POST", url: url.href, headers, body, credentials, date })

        const signer = new SignatureV4({
          credentials,
          region: "us-east-1",
          service: "service",
          sha256: Sha256,
          applyChecksum: false,
        })
        const theirs = await signer.sign(
          {
            method: "POST",
            protocol: "http:",
            hostname: "127.0.0.1",
            port: 9229,
            path: url.pathname,
            query: Object.fromEntries(url.searchParams),
            headers: { ...headers, host: url.host },
            body,
          },
          { signingDate: date },
        )
        expect(ours.authorization).toBe(theirs.headers.authorization)
      },
    ),
    { numRuns: 300 },
  )
})

/** node:crypto in the form that smithy takes. */
class Sha256 {
  readonly #hash: { update(data: Uint8Array | string): unknown; digest(): Buffer }
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = typeof secret === "string" || secret === undefined ? secret : bytes(secret)
    this.#hash = key === undefined ? createHash("sha256") : createHmac("sha256", key)
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === "string" ? data : bytes(data))
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest()
  }
  reset(): void {}
}

function bytes(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data)
}
