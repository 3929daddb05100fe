import { expect, test } from "vitest"
import * as z from "zod"
import type { Problem } from "./problem.ts"
import { parseSteps, validate } from "./validate.ts"
import { parseYaml } from "./yaml.ts"

function problemsOf(schema: z.ZodType, text: string): string[] {
  const problems: Problem[] = []
  validate(schema, parseYaml("x.yaml", text).source!, problems)
  return problems.map(
    ({ rule, line, column, message, fix }) => `${line}:${column} ${rule} ${message}${fix ? ` (${fix})` : ""}`,
  )
}

const schema = z.strictObject({
  name: z.string(),
  mode: z.enum(["fast", "slow"]).optional(),
  limit: z.union([z.number(), z.strictObject({ soft: z.number(), hard: z.number() })]).optional(),
  items: z.array(z.strictObject({ id: z.string() })).optional(),
  byName: z.record(z.string().regex(/^[a-z]+$/, "lower-case letters"), z.number()).optional(),
})

test.each([
  ["name: a\n", []],
  ["nam: a\nname: b\n", ["1:1 PP110 unknown key `nam` (did you mean `name`?)"]],
  ["name: b\nzzz: a\n", ["2:1 PP110 unknown key `zzz` (known here: name, mode, limit, items, byName)"]],
  ["mode: fast\n", ["1:1 PP111 `name` is missing (add `name:` (string))"]],
  ["name: 1\n", ["1:7 PP112 `name` must be a string, not a number"]],
  ["name: null\n", ["1:7 PP112 `name` must be a string, not null"]],
  ["name: a\nmode: fsat\n", ["2:7 PP112 `mode` must be `fast` or `slow` (did you mean `fast`?)"]],
  ["name: a\nitems: x\n", ["2:8 PP112 `items` must be a list, not a string (write `[x]`)"]],
  [
    "name: a\nitems:\n  - { id: a }\n  - { ids: a, id: b }\n",
    ["4:7 PP110 unknown key `ids` (did you mean `id`?)"],
  ],
  ["name: a\nitems: [{ id: 1 }]\n", ["2:15 PP112 `items[0].id` must be a string, not a number"]],
  ["name: a\nlimit: { soft: 1 }\n", ["2:8 PP111 `limit.hard` is missing (add `hard:` (number))"]],
  [
    "name: a\nlimit: { soft: 1, hard: 2, sfot: 3 }\n",
    ["2:28 PP110 unknown key `sfot` (did you mean `soft`?)"],
  ],
  ["name: a\nbyName: { B1: 1 }\n", ["2:11 PP112 `byName.B1`: lower-case letters"]],
])("%j", (text, expected) => {
  expect(problemsOf(schema, text)).toEqual(expected)
})

function stepsOf(text: string) {
  const problems: Problem[] = []
  const source = parseYaml("x.yaml", text).source!
  const steps = parseSteps((source.value as { steps: unknown }).steps, source, problems, ["steps"])
  return { steps, rules: problems.map(({ rule, line }) => `${rule}:${line}`) }
}

test("a step knows its verb and its place", () => {
  const { steps, rules } = stepsOf("steps:\n  - call: idp.SignUp\n  - check: 1\n    is: 1\n")
  expect(rules).toEqual([])
  expect(steps.map(({ verb, path, where }) => [verb, path, where])).toEqual([
    ["call", ["steps", 0], "x.yaml:2"],
    ["check", ["steps", 1], "x.yaml:3"],
  ])
})

test.each([
  ["steps:\n  - {}\n", ["PP120:2"]],
  ["steps:\n  - constructor: 1\n", ["PP120:2"]],
  ["steps:\n  - check: 1\n    is: 1\n    call: idp.SignUp\n", ["PP121:4"]],
  ["steps:\n  - browser: x\n", ["PP122:2"]],
  ["steps:\n  - 1\n", ["PP112:2"]],
  [
    "steps:\n  - race: { width: 2, do: [{ call: idp.SignUp }, { cal: x }] }\n    outcomes: [{ rest: true }]\n",
    ["PP120:2"],
  ],
  ["steps:\n  - token: x\n    tamper: expired\n    against: { call: SignUp }\n", ["PP112:4"]],
])("%j is reported", (text, expected) => {
  expect(stepsOf(text)).toEqual({ steps: [], rules: expected })
})
