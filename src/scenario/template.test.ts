import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { memberOf, parseSavePath, parseTemplate, type Reference, TemplateError } from "./template.ts"

const only = (text: string): Reference => {
  const [piece, ...others] = parseTemplate(text)
  expect(others).toEqual([])
  return piece as Reference
}

describe("references", () => {
  test.each([
    ["${a}", "a", []],
    ["${a.b}", "a", ["b"]],
    ["${a[0].b}", "a", [0, "b"]],
    ['${a["odd key"].b}', "a", ["odd key", "b"]],
    ['${a["cognito:groups"][1]}', "a", ["cognito:groups", 1]],
    ['${a["}"]}', "a", ["}"]],
    ['${a["say \\"hi\\""]}', "a", ['say "hi"']],
    ["${ a.b }", "a", ["b"]],
  ])("%s", (text, root, members) => {
    expect(only(text)).toMatchObject({ root, members, pipes: [] })
  })

  test("pipes have JSON literals or dotted names as arguments", () => {
    expect(only('${a.b | default "x | y" | truncate 3 | secretHash app.client}').pipes).toEqual([
      { name: "default", args: [{ literal: "x | y" }] },
      { name: "truncate", args: [{ literal: 3 }] },
      { name: "secretHash", args: [{ reference: { root: "app", members: ["client"] } }] },
    ])
  })

  test("text around references stays", () => {
    expect(parseTemplate("a-${b}-${c.d}!").map((p) => (typeof p === "string" ? p : p.text))).toEqual([
      "a-",
      "b",
      "-",
      "c.d",
      "!",
    ])
  })

  test.each([
    ["${a", "without its"],
    ["x ${} y", "does not begin with a name"],
    ["${1a}", "does not begin with a name"],
    ["${a..b}", "cannot read"],
    ["${a[x]}", "cannot read"],
    ["${a | uper}", "unknown pipe `uper`"],
    ["${a | toString}", "unknown pipe `toString`"],
    ["${a | lower 1}", "takes 0 arguments, not 1"],
    ["${a | truncate}", "takes 1 argument, not 0"],
    ["${a |}", "unknown pipe"],
  ])("%s is refused: %s", (text, why) => {
    expect(() => parseTemplate(text)).toThrow(TemplateError)
    expect(() => parseTemplate(text)).toThrow(why)
  })

  test("text without references is itself, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }).filter((text) => !text.includes("${")),
        (text) => {
          expect(parseTemplate(text).join("")).toBe(text)
        },
      ),
    )
  })

  test("any key can be written in brackets", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (key) => {
        expect(only(`\${a[${JSON.stringify(key)}]}`).members).toEqual([key])
      }),
    )
  })
})

test("save paths", () => {
  expect(parseSavePath(".")).toEqual([])
  expect(parseSavePath("A.B[0]")).toEqual(["A", "B", 0])
  expect(parseSavePath('["custom:x"].y')).toEqual(["custom:x", "y"])
  expect(() => parseSavePath("A[")).toThrow(TemplateError)
  expect(() => parseSavePath("")).toThrow(TemplateError)
})

test("members are own members", () => {
  expect(memberOf({ a: [{ b: 0 }] }, ["a", 0, "b"])).toBe(0)
  expect(memberOf({}, ["toString"])).toBeUndefined()
  expect(memberOf([], ["length"])).toBe(0)
  expect(memberOf("text", ["length"])).toBeUndefined()
  expect(memberOf({ a: null }, ["a", "b"])).toBeUndefined()
})
