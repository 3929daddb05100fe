import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { allowsProbe, type Fact, isFirm, parseFacts, readFacts, saysUntestable } from "./facts.ts"

const facts = new Map(readFacts("docs/facts").map((fact) => [fact.id, fact]))
const marks = (id: string) => facts.get(id)?.marks
const fact = (text: string): Fact => parseFacts("x.md", `- ABC-001 ${text}`)[0]!

describe("the eight files of docs/facts", () => {
  test("every row that begins with an id is read, and every id that is mentioned is a row", () => {
    const files = readdirSync("docs/facts").map((name) => join("docs/facts", name))
    const mentioned = files.flatMap(
      (file) => readFileSync(file, "utf8").match(/\b[A-Z]{3,4}-\d{3}[a-z]?\b/g) ?? [],
    )
    const ids = new Set(mentioned.filter((id) => id !== "AES-256" && id !== "SHA-256"))
    expect([...facts.keys()].sort()).toEqual([...ids].sort())
    expect(new Set([...facts.values()].map(({ file }) => file))).toEqual(new Set(files))
  })

  test.each([
    ["DIR-085", ["obs"]], // mark in the last column
    ["AUTH-015", ["obs"]], // a table with other columns
    ["DIR-140", ["obs", "doc"]],
    ["DIR-150", ["obs"]], // a row that leaves columns empty
    ["IDP-034", ["model"]], // a list, the mark in front
    ["FED-001", ["model"]], // a list, the mark at the end
    ["TOK-067", ["model", "inf"]],
    ["TRG-031", ["doc"]], // none of its own: the section's source line
    ["IDP-058", ["doc"]],
    ["TRG-041", ["doc", "inf"]], // both
    ["AUTH-042", []], // names its sources without a mark
  ] as const)("%s is marked %j", (id, expected) => {
    expect(new Set(marks(id))).toEqual(new Set(expected))
  })

  test("a row knows its place", () => {
    const { file, line, text } = facts.get("DIR-085")!
    expect(file).toBe("docs/facts/user-pools-directory.md")
    expect(line).toBeGreaterThan(1)
    expect(text).toContain("CodeMismatchException")
  })
})

describe("what a fact allows", () => {
  test.each([
    ["Seen. [obs]", true, false],
    ["Believed. [inf]", false, true],
    ["Heard of. [obs-weak] moto", false, true],
    ["Type seen [obs]; text [inf]", true, true],
    ["Two pages disagree. [doc]", true, true],
    ["Do not fail an implementation for it. [doc]", true, true],
    ["Not established.", false, true],
    ["Computed so by clients: AMP, PYC", true, false],
    ["FL2 proves the type. [inf] strong: moto", true, true],
    ["Seen once. [obs, single]", true, false],
    ["The regex `[a-z]+` and `[doc]s` are no marks", true, false],
  ])("%s", (text, firm, probe) => {
    expect([isFirm(fact(text)), allowsProbe(fact(text))]).toEqual([firm, probe])
  })

  test("only a row that says so is untestable", () => {
    expect(saysUntestable(facts.get("TOK-052")!)).toBe(true)
    expect(saysUntestable(facts.get("DIR-085")!)).toBe(false)
  })
})
