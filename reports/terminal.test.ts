import { stripVTControlCharacters } from "node:util"
import { describe, expect, test } from "vitest"
import { runRecordSchema } from "../src/verdict/record.ts"
import { exampleCase, exampleFinding, exampleRecord, exampleRow } from "./example-record.test-data.ts"
import { exitMeaning } from "./summary.ts"
import { terminal } from "./terminal.ts"

test("the example is a record", () => {
  const record = exampleRecord()
  expect(runRecordSchema.parse(record)).toEqual(record)
})

describe("terminal", () => {
  test("a run", async () => {
    await expect(terminal(exampleRecord(), { recordPath: "out/run.json" })).toMatchFileSnapshot(
      "__golden__/terminal.golden.txt",
    )
  })

  test("a run, verbose", async () => {
    await expect(terminal(exampleRecord(), { verbose: true })).toMatchFileSnapshot(
      "__golden__/terminal-verbose.golden.txt",
    )
  })

  test("colours come only when they are asked for, and nothing a server sent reaches the terminal as it is", () => {
    const plain = terminal(exampleRecord())
    expect(plain).not.toMatch(/(?!\n)\p{Cc}/u)
    const colored = terminal(exampleRecord(), { color: true })
    expect(colored).toContain("\x1b[31m")
    expect(stripVTControlCharacters(colored)).toBe(plain)
  })

  test("many failures are a short list", () => {
    const ids = Array.from({ length: 30 }, (_, i) => `a/r${i}`)
    const requirements = ids.map((id) => exampleRow(id, "fail", "unexpected", { cases: [id] }))
    const cases = ids.map((id) => exampleCase(id, [{ requirement: id, verdict: "fail", findings: [] }]))
    const text = terminal(exampleRecord({ requirements, cases }))
    expect(text.match(/^FAIL/gm)).toHaveLength(10)
    expect(text).toContain("… and 20 requirements more: --verbose shows all")
    expect(terminal(exampleRecord({ requirements, cases }), { verbose: true }).match(/^FAIL/gm)).toHaveLength(
      30,
    )
  })

  test("requirements that one thing hindered are one entry", () => {
    const ids = Array.from({ length: 9 }, (_, i) => `a/r${i}`)
    const requirements = ids.map((id) => exampleRow(id, "setup", "unexpected", { cases: ["c"] }))
    const cases = [
      exampleCase(
        "c",
        ids.map((requirement) => ({ requirement, verdict: "setup", findings: [] })),
        { reason: "fixture pool.basic: 404" },
      ),
    ]
    const text = terminal(exampleRecord({ requirements, cases }))
    expect(text.match(/^SETUP/gm)).toHaveLength(4)
    expect(text).toContain("and 5 requirements more for the same reason")
    expect(text.match(/fixture pool\.basic: 404/g)).toHaveLength(1)
  })

  test("what one thing hindered in hundreds of cases is told once, with the way out", () => {
    const ids = Array.from({ length: 246 }, (_, i) => `a/r${i}`)
    const requirements = ids.map((id) => exampleRow(id, "setup", "unexpected", { cases: [id] }))
    const cases = ids.map((id, i) =>
      exampleCase(id, [{ requirement: id, verdict: "setup", findings: [] }], {
        reason: `fixture fixtures/user-${i % 7}: idp.AdminCreateUser should succeed, but was refused with InvalidParameterException (No user-${i} (yet)) (scenarios/fixtures/user-${i % 7}.yaml:${i}, call idp.AdminCreateUser)`,
      }),
    )
    const failed = exampleRow("a/failed", "fail", "unexpected", { cases: ["failed"] })
    const failing = exampleCase("failed", [{ requirement: "a/failed", verdict: "fail", findings: [] }])
    const record = exampleRecord({ requirements: [...requirements, failed], cases: [...cases, failing] })
    const text = terminal(record)
    expect(text).toContain("SETUP  246 requirements in 246 cases, for one reason\n")
    expect(text).toContain(
      "    idp.AdminCreateUser should succeed, but was refused with InvalidParameterException (No user-0 (yet))\n",
    )
    expect(text).toContain("`supports: { op.idp.AdminCreateUser: false }` in the target file")
    expect(text.match(/^SETUP/gm)).toHaveLength(1)
    expect(text.match(/^FAIL/gm)).toHaveLength(1)
    expect(text).not.toContain("more: --verbose")
    expect(terminal(record, { verbose: true }).match(/^SETUP/gm)).toHaveLength(247)
  })

  test.each([
    ["here has no inbox", "`adapters.inbox`"],
    ["here answers idp.SignUp with 501 NotImplemented: it does not have it", "--update-expectations"],
  ])("the way out of %s", (reason, way) => {
    const ids = Array.from({ length: 10 }, (_, i) => `a/r${i}`)
    const requirements = ids.map((id) => exampleRow(id, "unsupported", "unexpected", { cases: [id] }))
    const cases = ids.map((id) =>
      exampleCase(id, [{ requirement: id, verdict: "unsupported", findings: [] }], { reason }),
    )
    const text = terminal(exampleRecord({ requirements, cases }))
    expect(text).toContain(
      `UNSUPPORTED  10 requirements in 10 cases, for one reason\n    ${reason}\n    way out   `,
    )
    expect(text).toContain(way)
  })

  test("a rule of the wire is one entry, whatever operations break it", () => {
    const operations = ["idp.SignUp", "idp.GetUser", "idp.ListUsers"]
    const requirements = operations.map((name) =>
      exampleRow(`wire.id/${name}`, "fail", "unexpected", {
        cases: [name],
        findings: [exampleFinding({ says: name })],
      }),
    )
    const cases = operations.map((name) =>
      exampleCase(name, [{ requirement: "a/b", verdict: "pass", findings: [] }]),
    )
    const text = terminal(exampleRecord({ requirements, cases }))
    expect(text.match(/^FAIL {2}wire\.id/gm)).toHaveLength(3)
    expect(text.match(/^ {6}A code that differs/gm)).toHaveLength(1)
    expect(text.match(/curl -sS/g)).toHaveLength(1)
    expect(text.match(/^ {2}also idp/gm)).toHaveLength(2)
  })

  test("a requirement without a case says so", () => {
    expect(
      terminal(exampleRecord({ requirements: [exampleRow("a/b", "skipped", "unexpected", { cases: [] })] })),
    ).toContain("no case judged it")
  })
})

test.each<[Parameters<typeof exampleRecord>[0], string]>([
  [
    { exit: 0, judged: { met: 5, expected: 1, unexpected: 0, open: 0 } },
    "here conforms: 5 requirements met, 1 deviation as expected.",
  ],
  [{ exit: 1 }, "here does not conform: 3 requirements not met, 1 deviation as expected."],
  [{ exit: 2 }, "Nothing was selected that could be judged."],
  [{ exit: 3, environment: ["the target died"] }, "The environment is at fault: the target died."],
  [{ exit: 3, environment: [] }, "The environment is at fault: no case could be set up."],
  [{ exit: 4, environment: ["boom"] }, "An error of poolproof's own: boom."],
  [{ exit: 5 }, "here conforms, but 2 expectations are stale."],
  [{ exit: 130 }, "Interrupted: 0 cases not run."],
])("%j: %s", (more, says) => expect(exitMeaning(exampleRecord(more))).toBe(says))
