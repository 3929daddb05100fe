import { expect, test } from "vitest"
import { fill, fillJson } from "./template.ts"

test("fills what it knows, and throws for what it has not got", () => {
  expect(fill("http://${host}:${port}/${host}", { host: "h", port: "1" })).toBe("http://h:1/h")
  expect(() => fill("${a}${b}", { a: "1" })).toThrow("there is no value for ${b}")
})

test("a value is not filled again", () => {
  expect(fill("${a}", { a: "${b}", b: "no" })).toBe("${b}")
  expect(fill("$${a}", { a: "$&" })).toBe("$$&")
})

test("in JSON, a whole hole of a number's name is a number", () => {
  const filled = fillJson(
    { a: ["${seconds}", "${seconds}s", 1, null], b: { c: "${id}" } },
    { seconds: "60", id: "7" },
    ["seconds"],
  )
  expect(filled).toEqual({ a: [60, "60s", 1, null], b: { c: "7" } })
})
