import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { REDACTED, redactor } from "./redact.ts"

const secret = 'S3cr"et+/Va l\\ue%'
const hides = redactor({ secrets: [secret], minted: [], loopback: true })
const base64 = (text: string) => Buffer.from(text).toString("base64")
const base64url = (text: string) => Buffer.from(text).toString("base64url")

describe("a secret is not shown", () => {
  test.each<[string, string]>([
    ["as it is", secret],
    ["lower case", secret.toLowerCase()],
    ["upper case", secret.toUpperCase()],
    ["in JSON", JSON.stringify({ a: secret })],
    ["in JSON in JSON", JSON.stringify({ a: JSON.stringify({ b: secret }) })],
    ["in a URL", encodeURIComponent(secret)],
    ["in a URL, lower-case escapes", encodeURIComponent(secret).replace(/%../g, (c) => c.toLowerCase())],
    ["in a form", new URLSearchParams({ a: secret }).toString()],
    ["base64", base64(secret)],
    ["base64url", base64url(secret)],
    ["base64 in a URL", encodeURIComponent(base64(secret))],
    ["base64 twice", base64(base64(secret))],
    ["hex", Buffer.from(secret).toString("hex")],
    ["hex, upper case", Buffer.from(secret).toString("hex").toUpperCase()],
    ["basic auth", `Basic ${base64(`me:${secret}`)}`],
    [
      "basic auth of an OAuth client",
      `Basic ${base64(`${encodeURIComponent("a b")}:${encodeURIComponent(secret)}`)}`,
    ],
    ["claims of a JWT", `eyJhbGciOiJub25lIn0.${base64url(JSON.stringify({ sub: "x", secret }))}.c2ln`],
    ["lower case in base64", base64(secret.toLowerCase())],
    ["with a changed end", `${secret.slice(0, -1)}#`],
    ["cut", `${secret.slice(0, -3)}… (17 characters)`],
  ])("%s", (_, text) => {
    const shown = hides(`before ${text} after`)
    expect(shown).toContain(REDACTED)
    expect(shown.startsWith("before ")).toBe(true)
    expect(shown.endsWith(" after")).toBe(true)
    for (const decoded of [
      shown,
      Buffer.from(shown, "base64").toString(),
      Buffer.from(shown.split(REDACTED)[0]!, "hex").toString(),
    ])
      expect(decoded.toLowerCase()).not.toContain(secret.slice(0, 12).toLowerCase())
  })

  test("anywhere in base64, whatever stands around it", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 8 }), fc.string(), (before, value, after) => {
        const text = base64(before + value + after)
        const shown = redactor({ secrets: [value], minted: [], loopback: false })(text)
        // At most what the neighbours share stays: less than a byte at either end.
        const bytes = Buffer.byteLength(value)
        expect(text.length - shown.replaceAll(REDACTED, "").length).toBeGreaterThanOrEqual(
          Math.floor((bytes * 8 - 12) / 6),
        )
      }),
    )
  })

  test("several, overlapping", () => {
    expect(
      redactor({ secrets: ["abcdef", "defghi"], minted: [], loopback: true })("-abcdefghi-abcdef-"),
    ).toBe(`-${REDACTED}-${REDACTED}-`)
  })

  test("short ones too", () => {
    expect(redactor({ secrets: ["x1", ""], minted: [], loopback: true })("user=x1&y")).toBe(
      `user=${REDACTED}&y`,
    )
  })
})

describe("what the run minted", () => {
  const token = `eyJraWQiOiJhIn0.${base64url('{"sub":"0a1b2c3d","token_use":"access"}')}.c2lnbmF0dXJlLXNpZ25hdHVyZQ`
  const minted = ["123456", token]

  test("is shown on loopback", () => {
    expect(redactor({ secrets: [], minted, loopback: true })(`123456 ${token}`)).toBe(`123456 ${token}`)
  })

  test("is hidden elsewhere", () => {
    const redact = redactor({ secrets: [], minted, loopback: false })
    expect(redact(`code 123456, Bearer ${token}`)).toBe(`code ${REDACTED}, Bearer ${REDACTED}`)
    const [, payload, signature] = token.split(".")
    expect(redact(`eyJhbGciOiJub25lIn0.${payload}.x`)).toBe(`eyJhbGciOiJub25lIn0.${REDACTED}.x`)
    expect(redact(`a.b.${signature}`)).toBe(`a.b.${REDACTED}`)
    expect(redact(JSON.stringify(token.slice(0, 40)))).toBe(`"${REDACTED}"`)
  })
})

test("text without any of them stays as it is", () => {
  fc.assert(fc.property(fc.string(), (text) => hides(text) === text))
})
