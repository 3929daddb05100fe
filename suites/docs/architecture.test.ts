import { readFileSync } from "node:fs"
import { expect, test } from "vitest"

const ROOM = /\{\s*room: "([\w/]+)",\s*folder: "[^"]+",\s*may: \[([^\]]*)\],\s*because:\s*"([^"]+)",?\s*\}/g

test("the table of rooms in docs/architecture.md is the law of imports", () => {
  const law = [...readFileSync("suites/architecture/imports.test.ts", "utf8").matchAll(ROOM)].map(
    ([, room, may, because]) => {
      const names = [...may!.matchAll(/"([^"]+)"/g)].map(([, name]) => `\`${name}\``)
      return `| \`${room}\` | ${names.join(", ") || "–"} | ${because} |`
    },
  )
  const rows = readFileSync("docs/architecture.md", "utf8")
    .split(/^## /m)
    .find((section) => section.startsWith("Rooms"))!
    .match(/^\| `.*$/gm)
  expect(rows).toEqual(law)
})
