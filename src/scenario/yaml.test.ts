import { describe, expect, test } from "vitest"
import { parseYaml } from "./yaml.ts"

const TEXT = `# a comment
one: 1
list:
  - plain \${a.b} text
  - "quoted \${c}"
  - { flow: [x, "y z"] }
nested:
  "odd key": value
empty:
`

function located(path: (string | number)[], options?: { key?: boolean; word?: string }) {
  const { line, column } = parseYaml("x.yaml", TEXT).source!.locate(path, options)
  return [line, column]
}

describe("places", () => {
  test.each([
    [["one"], {}, [2, 6]],
    [["one"], { key: true }, [2, 1]],
    [["list", 0], {}, [4, 5]],
    [["list", 0], { word: "a.b" }, [4, 13]],
    [["list", 1], { word: "c" }, [5, 15]],
    [["list", 2, "flow", 1], {}, [6, 17]],
    [["nested", "odd key"], {}, [8, 14]],
    [["nested", "odd key"], { key: true }, [8, 3]],
    [["list", 0], { word: "not there" }, [4, 5]],
  ] as const)("of %j with %j", (path, options, place) => {
    expect(located([...path], options)).toEqual(place)
  })

  test("what is not there stands where its nearest parent stands", () => {
    expect(located(["nested", "missing", "deeper"])).toEqual(located(["nested"]))
    expect(located(["list", 9])).toEqual(located(["list"]))
    expect(located([])).toEqual([2, 1])
  })
})

test("values are plain JSON of YAML 1.2's core schema", () => {
  const { source, problems } = parseYaml(
    "x.yaml",
    "a: no\nb: 012\nc: 1.5\nd: null\ne: 2026-01-01\nf: on\ng: true\nh: 0o14\n",
  )
  expect(problems).toEqual([])
  expect(source?.value).toEqual({ a: "no", b: 12, c: 1.5, d: null, e: "2026-01-01", f: "on", g: true, h: 12 })
})

test.each([
  ["", "PP101", 1, 1],
  ["# only a comment\n", "PP101", 1, 1],
  ["a: 1\n---\nb: 2\n", "PP102", 2, 1],
  ["a: 1\na: 2\n", "PP103", 2, 1],
  ["a: [1\n", "PP103", 2, 1],
  ["a: &x 1\n", "PP104", 1, 7],
  ["a: !x 1\n", "PP104", 1, 4],
  ["a: !!binary aGk=\n", "PP104", 1, 4],
  ["a: [!!str 1]\n", "PP104", 1, 5],
  ["a:\n  <<: { b: 1 }\n", "PP104", 2, 3],
])("%j is %s at %i:%i", (text, rule, line, column) => {
  const { source, problems } = parseYaml("x.yaml", text)
  expect(source).toBeUndefined()
  expect(problems[0]).toMatchObject({ file: "x.yaml", rule, line, column, severity: "error" })
})
