import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { factsText } from "./facts.ts"

test("every row of the facts is where its id says", () => {
  const folder = join(import.meta.dirname, "..", "docs", "facts")
  for (const file of readdirSync(folder))
    for (const [, id] of readFileSync(join(folder, file), "utf8").matchAll(
      /^\| ([A-Z]{3,4}-\d{3}[a-z]?) \|/gm,
    ))
      expect(factsText([id!])).toBe(`${id} in docs/facts/${file}`)
})

test("rows of a page are told together", () => {
  expect(factsText(["DIR-001", "TOK-002", "DIR-003"])).toBe(
    "DIR-001, DIR-003 in docs/facts/user-pools-directory.md; TOK-002 in docs/facts/tokens-jwks.md",
  )
})
