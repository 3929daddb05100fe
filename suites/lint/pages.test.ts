import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { READING_RULES, RULES } from "../../src/scenario/lint/index.ts"

test("docs/lint.md has a section for each rule, in order, under its id and title", () => {
  const headings = readFileSync("docs/lint.md", "utf8").match(/^## .*$/gm)
  const rules = [...RULES, ...READING_RULES].sort((a, b) => (a.id < b.id ? -1 : 1))
  expect(headings).toEqual(rules.map(({ id, title }) => `## ${id} ${title}`))
})

test("ids are used once", () => {
  const ids = [...RULES, ...READING_RULES].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})
