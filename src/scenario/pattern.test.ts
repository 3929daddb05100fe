import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { hard, match, OPERATOR_NAMES, patternProblems } from "./pattern.ts"

const NOW = 1_800_000_000_000
const matches = (pattern: unknown, value: unknown) => hard(match(pattern, value, { now: NOW })).length === 0
const UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"

describe("what matches, and what nearly does", () => {
  test.each([
    ["a literal", "a", "a", "A"],
    ["a number is no text", 1, 1, "1"],
    ["null is not nothing", null, null, undefined],
    ["a map is an open subset", { a: 1 }, { a: 1, b: 2 }, { b: 2 }],
    ["an empty map is any map", {}, { a: 1 }, []],
    ["a list is exact", [1, 2], [1, 2], [1, 2, 3]],
    ["a list has an order", [1, 2], [1, 2], [2, 1]],
    ["$closed", { $closed: { a: 1 } }, { a: 1 }, { a: 1, b: 2 }],
    ["$type", { $type: "array" }, [], {}],
    ["$type integer", { $type: "integer" }, 1, 1.5],
    ["$type null", { $type: "null" }, null, undefined],
    ["$match", { $match: "^a+$" }, "aa", "ab"],
    ["$uuid", { $uuid: true }, UUID, UUID.slice(1)],
    ["$arn", { $arn: true }, "arn:aws:iam::123456789012:role/x", "aws:iam"],
    ["$jwt", { $jwt: true }, "a.b.c", "a.b"],
    ["$b64", { $b64: true }, "aGk=", "aGk"],
    ["$len of text, in code points", { $len: 1 }, "😀", "ab"],
    ["$len of a list", { $len: { $gt: 1 } }, [1, 2], [1]],
    ["$len of a map", { $len: 0 }, {}, 0],
    ["$gt", { $gt: 1 }, 2, 1],
    ["$gte", { $gte: 1 }, 1, 0],
    ["$lt", { $lt: 1 }, 0, 1],
    ["$lte", { $lte: 1 }, 1, "1"],
    ["$between", { $between: [1, 3] }, 3, 4],
    ["$oneOf", { $oneOf: [1, { a: 1 }] }, { a: 1, b: 1 }, 2],
    ["$not", { $not: 1 }, 2, 1],
    ["$absent", { a: { $absent: true } }, {}, { a: null }],
    ["$present", { a: { $present: true } }, { a: null }, {}],
    ["$contains text", { $contains: "b" }, "abc", "ac"],
    ["$contains an item", { $contains: { a: 1 } }, [{ a: 1, b: 1 }], [{ a: 2 }]],
    ["$unordered", { $unordered: [1, 2] }, [2, 1], [2, 1, 1]],
    [
      "$unordered, where one pattern fits more than its own",
      { $unordered: [{}, { a: 1 }] },
      [{ a: 1 }, { a: 2 }],
      [{ a: 2 }, { a: 3 }],
    ],
    ["$each", { $each: { $gt: 0 } }, [1, 2], [1, 0]],
    ["$some", { $some: { $gt: 1 } }, [1, 2], [1, 0]],
    ["$epoch", { $epoch: true }, NOW / 1000, `${NOW / 1000}`],
    ["$epoch in milliseconds is none", { $epoch: true }, NOW / 1000 + 5, NOW],
    ["$epoch within", { $epoch: { in: "1h", within: "5s" } }, NOW / 1000 + 3605, NOW / 1000 + 3606],
    ["several must all hold", { $gt: 1, $lt: 3 }, 2, 3],
    ["own members only", { toString: "x" }, { toString: "x" }, {}],
  ])("%s", (_, pattern, right, wrong) => {
    expect(patternProblems(pattern)).toEqual([])
    expect(matches(pattern, right)).toBe(true)
    expect(matches(pattern, wrong)).toBe(false)
  })
})

test("an operator never holds for what is not there, but $absent and $should", () => {
  const operand: Record<string, unknown> = {
    $oneOf: [1],
    $between: [0, 9],
    $unordered: [],
    $closed: {},
    $type: "string",
    $match: "",
  }
  const holding = OPERATOR_NAMES.filter((name) => matches({ a: { [name]: operand[name] ?? true } }, {}))
  expect(holding).toEqual(["$absent", "$should"])
})

test("below $should a mismatch is soft", () => {
  const [mismatch] = match({ a: { $should: "x" } }, { a: "y" }, { now: NOW })
  expect(mismatch).toEqual({ path: "a", expected: '"x"', received: '"y"', soft: true })
})

test("a mismatch says where", () => {
  const found = match({ a: [{ "odd key": 1 }], b: 1 }, { a: [{ "odd key": 2 }] }, { now: NOW })
  expect(found.map(({ path, expected, received }) => [path, expected, received])).toEqual([
    ['a[0]["odd key"]', "1", "2"],
    ["b", "1", "nothing"],
  ])
})

// JSON whose keys are no operators.
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, false),
    fc.integer(),
    fc.string(),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => !key.startsWith("$") && key !== "__proto__"),
      tie("json"),
      { maxKeys: 4 },
    ),
  ),
}))

describe("laws", () => {
  test("a value is a pattern of itself", () => {
    fc.assert(fc.property(json, (value) => matches(value, value)))
  })
  test("$not is the opposite", () => {
    fc.assert(
      fc.property(
        json,
        json,
        (pattern, value) => matches({ $not: pattern }, value) !== matches(pattern, value),
      ),
    )
  })
  test("$unordered does not care for order", () => {
    fc.assert(
      fc.property(
        fc
          .array(json, { maxLength: 5 })
          .chain((list) =>
            fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
          ),
        ([list, shuffled]) => matches({ $unordered: list }, shuffled),
      ),
    )
  })
  test("what JSON cannot be mistaken for a pattern has no problems", () => {
    fc.assert(fc.property(json, (value) => patternProblems(value).length === 0))
  })
})

describe("patterns that are none", () => {
  test.each([
    [{ $mach: "a" }, "unknown pattern `$mach`", "did you mean `$match`?"],
    [{ $toString: 1 }, "unknown pattern `$toString`", undefined],
    [{ a: 1, $gt: 1 }, "a map of patterns (`$…`) has no members of its own", undefined],
    [{ $match: "(" }, "`$match` takes a regular expression", undefined],
    [{ $absent: false }, "`$absent` takes `true`, and nothing else", undefined],
    [{ $gt: "1" }, "`$gt` takes a number", undefined],
    [{ a: [{ $each: { $type: "text" } }] }, "`$type` takes one of", undefined],
  ])("%j", (pattern, message, fix) => {
    const [problem] = patternProblems(pattern)
    expect(problem?.message).toContain(message)
    if (fix) expect(problem?.fix).toBe(fix)
  })

  test("operands that a run makes are not judged", () => {
    expect(patternProblems({ $match: "^${a.b}$", $gt: "${x}", $between: ["${a}", 3] })).toEqual([])
  })
})
