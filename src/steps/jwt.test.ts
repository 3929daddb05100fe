import { expect, test } from "vitest"
import { decodeJwt, decodePart, encodePart } from "./jwt.ts"

const token = (...parts: (object | string)[]) => parts.map(encodePart).join(".")

test("header and claims of a token", () => {
  const jwt = { header: { alg: "RS256", kid: "a/b+c=" }, claims: { sub: "ü", exp: 1 } }
  expect(decodeJwt(token(jwt.header, jwt.claims, "signature"))).toEqual(jwt)
  expect(decodeJwt(`${token(jwt.header, jwt.claims)}.`)).toEqual(jwt)
})

test.each([
  ["two parts", token({}, {}), "it has 2 parts, not 3"],
  ["five parts", token({}, {}, {}, {}, {}), "it has 5 parts, not 3"],
  ["no JSON", "not.a.token", "is not valid JSON"],
  ["a header that is null", token("null", {}, ""), "header and claims must be JSON objects"],
  ["claims that are a list", token({}, [], ""), "header and claims must be JSON objects"],
])("%s: no JWT", (_, text, why) => {
  expect(() => decodeJwt(text)).toThrow(/^the token is not a JWT: /)
  expect(() => decodeJwt(text)).toThrow(why)
})

test("a part is base64url of its text, which may be no JSON", () => {
  expect(encodePart('{"a":1,"a":2}')).toBe("eyJhIjoxLCJhIjoyfQ")
  expect(decodePart(encodePart('{"a":1,"a":2}'))).toBe('{"a":1,"a":2}')
})
