import fc from "fast-check"
import { expect, test } from "vitest"
import { markup, plural, printable, short } from "./text.ts"

test("what a server sends cannot steer a terminal", () => {
  expect(printable("a\x1b]0;title\x07\r\x9b31m\u202eb\tc\nd é 😀 \ud800")).toBe(
    "a\\u001b]0;title\\u0007\\u000d\\u009b31m\\u202eb\tc\nd é 😀 \\ud800",
  )
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(printable(text)).not.toMatch(/(?![\t\n])\p{Cc}/u)
      expect(markup(text)).not.toMatch(/[<>"']/)
      expect(short(text)).not.toContain("\n")
    }),
  )
})

test("long text is cut with a note", () => {
  expect(short("x".repeat(12), 10)).toBe("xxxxxxxxxx… (12 characters)")
  expect(short("x".repeat(10), 10)).toBe("xxxxxxxxxx")
})

test("plural", () =>
  expect([plural(0, "case"), plural(1, "case"), plural(2, "case")]).toEqual(["0 cases", "1 case", "2 cases"]))
