import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { anyGlob, globMatcher } from "./glob.ts"

describe("globMatcher", () => {
  test.each([
    ["idp.sign-up/code-mismatch", "idp.sign-up/code-mismatch", true],
    ["idp.sign-up/*", "idp.sign-up/code-mismatch", true],
    ["idp.sign-up/code-*", "idp.sign-up/code-mismatch", true],
    ["idp.sign-up/code-*", "idp.sign-up/mismatch", false],
    ["idp.*/code-mismatch", "idp.sign-up/code-mismatch", true],
    ["idp.*", "idp.sign-up/code-mismatch", false],
    ["idp.**", "idp.sign-up/code-mismatch", true],
    ["**", "wire.content-type/idp.SignUp", true],
    ["wire.*/idp.SignUp", "wire.content-type/idp.SignUp", true],
    ["idp.sign-up", "idp.sign-up/code-mismatch", false],
    ["idpxsign-up/a", "idp.sign-up/a", false],
    ["idp.sign-up/wrong[*]", "idp.sign-up/wrong[too-long]", true],
    ["", "a", false],
  ])("%s on %s: %s", (glob, id, fits) => expect(globMatcher(glob)(id)).toBe(fits))

  test("text without a star fits itself and nothing else", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (text, other) => {
        fc.pre(!text.includes("*"))
        expect(globMatcher(text)(text)).toBe(true)
        expect(globMatcher(text)(other)).toBe(text === other)
      }),
    )
  })
})

test("anyGlob", () => {
  expect(anyGlob(["a/*", "b/*"])("b/c")).toBe(true)
  expect(anyGlob([])("b/c")).toBe(false)
})
