import { expect, test } from "vitest"
import { compilePattern } from "./pattern.ts"

const matches = (pattern: string, text: string) => compilePattern(pattern).test(text)

test("the whole string must match, as AWS has it", () => {
  expect(matches("[0-9]+", "123456")).toBe(true)
  expect(matches("[0-9]+", "a123456")).toBe(false)
  expect(matches("[0-9]+", "123456\n")).toBe(false)
  expect(matches("^[0-9]+$", "123456\n")).toBe(false)
  expect(matches("(un)?authenticated|x", "xx")).toBe(false)
})

test("white space is Java's, which is ASCII alone", () => {
  for (const space of [" ", "\t", "\n", "\v", "\f", "\r"]) {
    expect(matches("\\s", space)).toBe(true)
    expect(matches("[\\w\\s]", space)).toBe(true)
    expect(matches("\\S", space)).toBe(false)
    expect(matches("[\\S]+", space)).toBe(false)
  }
  for (const other of ["\u00a0", "\u2003", "\ufeff", "a", "\u{1f600}", "\0"]) {
    expect(matches("[\\w\\s]", other)).toBe(other === "a")
    expect(matches("\\S", other)).toBe(true)
    expect(matches("[\\S]+", other)).toBe(true)
  }
})

test("the dot leaves out Java's line ends, unless (?s) is on", () => {
  for (const end of ["\n", "\r", "\u0085", "\u2028", "\u2029"]) {
    expect(matches("a.b", `a${end}b`)).toBe(false)
    expect(matches("(?s).*", `a${end}b`)).toBe(true)
    expect(matches("[.]", end)).toBe(false)
  }
  expect(matches(".*\\{####\\}.*", "Your code is {####}, thank you")).toBe(true)
})

test("a character beyond the basic plane is one", () => {
  expect(matches("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]", "\u{1f600}")).toBe(true)
  expect(matches(".", "\u{1f600}")).toBe(true)
})

test("a hyphen between classes and any escaped punctuation are literal", () => {
  expect(matches("[A-Za-z0-9-_=.]+", "eyJ-_=.")).toBe(true)
  expect(matches("[\\w+=,.@\\:-]*", "a:b-c@d")).toBe(true)
  expect(matches("a\\-b\\:c", "a-b:c")).toBe(true)
})

test.each(["[a[b]]", "[a-z&&[^b]]", "(", "\\Qa\\E"])("%s is refused, not misread", (pattern) => {
  expect(() => compilePattern(pattern)).toThrow(SyntaxError)
})
