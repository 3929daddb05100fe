import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import { exampleRecord } from "../../reports/example-record.test-data.ts"
import { newFolder, poolproof, tidy } from "./command.test-kit.ts"

afterAll(tidy)

/** A folder with a run record of a target in it. */
function runOf(cwd: string, name: string, more: object = {}): string {
  const record = exampleRecord()
  mkdirSync(join(cwd, name), { recursive: true })
  writeFileSync(
    join(cwd, name, "run.json"),
    JSON.stringify({ ...record, target: { ...record.target, name }, ...more }),
  )
  return name
}

test("records and folders of two targets make two pages, with links to what is there", async () => {
  const cwd = newFolder()
  mkdirSync(join(cwd, "docs/deviations"), { recursive: true })
  writeFileSync(join(cwd, "docs/deviations/here.md"), "")
  const runs = [runOf(cwd, "here"), join(runOf(cwd, "there"), "run.json")]
  const { code, stdout } = await poolproof(["matrix", ...runs], { cwd })
  expect(code).toBe(0)
  expect(stdout.trim().split("\n")).toEqual([join("docs", "matrix.md"), join("docs", "matrix.html")])
  const page = readFileSync(join(cwd, "docs/matrix.md"), "utf8")
  expect(page).toContain("| area | here 1.4.2 (only profile core) | there 1.4.2 (only profile core) |")
  expect(page).toContain("](deviations/here.md)")
  expect(page).not.toMatch(/deviations\/there\.md|idp\.confirm-sign-up\.yaml/)
  expect(readFileSync(join(cwd, "docs/matrix.html"), "utf8")).toContain('<a href="deviations/here.md">')
})

describe("what cannot be put side by side is wrong usage", () => {
  const cases: [string, (cwd: string) => string[], RegExp][] = [
    ["nothing", () => [], /missing required argument/],
    ["no record", () => ["nowhere"], /nowhere cannot be read as a run record/],
    ["an empty folder", () => ["."], /run\.json cannot be read as a run record/],
    [
      "a record of another schema",
      (cwd) => [runOf(cwd, "later", { schema: "poolproof.run/2" })],
      /run\.json is no run record:\n.*"poolproof\.run\/1"\n.*at schema/,
    ],
    [
      "two runs of one target",
      (cwd) => [runOf(cwd, "here"), join("here", "run.json")],
      /are both of here; a matrix has one run a target/,
    ],
  ]
  test.each(cases)("%s", async (_, make, says) => {
    const cwd = newFolder()
    const { code, stderr } = await poolproof(["matrix", ...make(cwd)], { cwd })
    expect(stderr).toMatch(says)
    expect(code).toBe(2)
  })
})
