import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { factFile } from "./facts.ts"

test("every row of the facts is where its id says", () => {
  const folder = join(import.meta.dirname, "..", "docs", "facts")
  for (const file of readdirSync(folder))
    for (const [, id] of readFileSync(join(folder, file), "utf8").matchAll(
      /^\| ([A-Z]{3,4}-\d{3}[a-z]?) \|/gm,
    ))
      expect([id, factFile(id!)]).toEqual([id, `docs/facts/${file}`])
})
