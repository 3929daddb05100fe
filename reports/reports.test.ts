import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, onTestFinished, test } from "vitest"
import { exampleCase, exampleFinding, exampleRecord, exampleRow } from "./example-record.test-data.ts"
import { REPORTS, type Report, type ReportName, writeReports } from "./index.ts"

const NASTY = `<img src=x onerror=alert(1)> | \`code\` [a](javascript:b) %0A ::error::x \n::error::y \x1b[31m & "q" 'r' </script>`
const nasty = () => {
  const finding = exampleFinding({
    says: NASTY,
    step: NASTY,
    where: `a,b:c\n::error::z.yaml:3`,
    log: [NASTY],
    mismatches: [{ path: NASTY, expected: NASTY, received: NASTY, soft: false }],
  })
  return exampleRecord({
    requirements: [
      exampleRow("a/b", "fail", "unexpected", { says: NASTY, cases: ["c"] }),
      exampleRow("a/c", "fail", "expected", {
        cases: ["c"],
        expected: { by: "e", reason: NASTY, issue: "javascript:alert(1)" },
      }),
    ],
    cases: [
      exampleCase(
        "c",
        ["a/b", "a/c"].map((requirement) => ({ requirement, verdict: "fail", findings: [finding] })),
        { reason: NASTY },
      ),
    ],
    environment: [NASTY],
  })
}

describe("every report", () => {
  const names = Object.keys(REPORTS) as ReportName[]

  test.each(names)("%s of a run", async (name) => {
    const { file, render }: Report = REPORTS[name]
    await expect(render(exampleRecord())).toMatchFileSnapshot(
      `__golden__/${name}.golden.${file?.split(".").at(-1) ?? "txt"}`,
    )
  })

  test.each(names)("%s of a run that conforms, and of nothing at all", (name) => {
    const render = REPORTS[name].render
    const quiet = { expectations: { unexpectedPasses: [], unmatched: [], expired: [] }, environment: [] }
    expect(
      render(exampleRecord({ ...quiet, exit: 0, requirements: [exampleRow("a/b", "pass", "met")] })),
    ).not.toMatch(/Stale|Environment|❌|::error/)
    expect(render(exampleRecord({ ...quiet, exit: 2, requirements: [], cases: [] }))).toContain(
      "Nothing was selected",
    )
  })

  test.each(names)("%s takes what a server sent as text", (name) => {
    const text = REPORTS[name].render(nasty())
    expect(text).not.toMatch(/(?!\n)\p{Cc}|href="javascript/u)
    if (name !== "github") expect(text).not.toContain("<img")
  })
})

test("reports are written into a folder", () => {
  const dir = mkdtempSync(join(tmpdir(), "poolproof-reports-"))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  writeReports(join(dir, "new"), ["junit", "md"], exampleRecord())
  expect(readdirSync(join(dir, "new"))).toEqual(["junit.xml", "report.md"])
  expect(readFileSync(join(dir, "new", "junit.xml"), "utf8")).toBe(REPORTS.junit.render(exampleRecord()))
})

test("GitHub gets one command a line, and no other", () => {
  const lines = REPORTS.github.render(nasty()).trimEnd().split("\n")
  expect(lines).toHaveLength(4)
  for (const line of lines)
    expect(line).toMatch(/^::(?:error|warning|notice) (?:file=[^:,]*,)?(?:line=3,)?title=[^:,]*::/)
})

test("the page loads nothing and runs nothing but its own script", () => {
  const page = REPORTS.html.render(nasty())
  expect(page).not.toMatch(/(?:src|href)="(?!#)(?!https:\/\/example\.org)/)
  expect(page.match(/<script/g)).toHaveLength(1)
  expect(page.match(/<\/script>/g)).toHaveLength(1)
})

test("Markdown keeps its tables whole", () => {
  const rows = REPORTS.md
    .render(nasty())
    .split("\n")
    .filter((line) => line.startsWith("| <code>a/b"))
  expect(rows).toHaveLength(1)
  expect(rows[0]!.replaceAll("\\|", "").match(/\|/g)).toHaveLength(6)
})
