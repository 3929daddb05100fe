import { describe, expect, test } from "vitest"
import { exampleCase, exampleFinding, exampleRecord, exampleRow } from "./example-record.test-data.ts"
import { junit } from "./junit.ts"

/** The names of elements that are not closed, or closed without being open: none in well-formed XML. */
function unbalanced(xml: string): string[] {
  const open: string[] = []
  for (const [tag, close, name] of xml.matchAll(
    /<(\/?)([a-z]+)(?: [a-z]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*\/?>/g,
  )) {
    if (close) {
      if (open.pop() !== name) return [tag]
    } else if (!tag.endsWith("/>")) open.push(name!)
  }
  return open
}

describe("junit", () => {
  test("a run", async () => {
    await expect(junit(exampleRecord())).toMatchFileSnapshot("__golden__/junit.golden.xml")
  })

  test("is XML, whatever servers send", () => {
    const nasty = `<a> & "b" 'c' ]]> \u0000 \u001b[31m \ud800 \u202e \ufffe é 😀`
    const finding = exampleFinding({
      says: nasty,
      step: nasty,
      log: [nasty],
      mismatches: [{ path: nasty, expected: nasty, received: nasty, soft: false }],
    })
    const record = exampleRecord({
      requirements: [exampleRow("a/b", "fail", "unexpected", { says: nasty, cases: ["c"] })],
      cases: [
        exampleCase("c", [{ requirement: "a/b", verdict: "fail", findings: [finding] }], { reason: nasty }),
      ],
      target: { name: nasty, file: nasty, started: false, endpoint: nasty, fingerprint: "" },
    })
    const xml = junit(record)
    expect(unbalanced(xml)).toEqual([])
    expect(xml).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\ufffe\uffff]/u)
    expect(xml.match(/&(?!(?:amp|lt|gt|quot|#39);)/)).toBeNull()
  })

  test("what counts against the run is a failure or an error, the rest is skipped", () => {
    const verdicts = [
      "error",
      "fail",
      "flaky",
      "setup",
      "blocked",
      "skipped",
      "unsupported",
      "nonstrict",
      "pass",
    ] as const
    const element = (standing: "unexpected" | "expected" | "open", verdict: (typeof verdicts)[number]) => {
      const row = exampleRow("a/b", verdict, standing, {
        cases: ["c"],
        ...(standing === "expected" ? { expected: { by: "e", reason: "known" } } : {}),
      })
      const xml = junit(
        exampleRecord({
          exit: 0,
          requirements: [row],
          cases: [exampleCase("c", [{ requirement: "a/b", verdict, findings: [] }])],
          expectations: { unexpectedPasses: [], unmatched: [], expired: [] },
        }),
      )
      return /<(failure|error|skipped) /.exec(xml)?.[1] ?? "passed"
    }
    expect(
      Object.fromEntries(
        verdicts.map((v) => [
          v,
          [element("unexpected", v), element("expected", v), element("open", v)].join(" "),
        ]),
      ),
    ).toEqual({
      error: "error skipped skipped",
      fail: "failure skipped skipped",
      flaky: "failure skipped skipped",
      setup: "error skipped skipped",
      blocked: "failure skipped skipped",
      skipped: "failure skipped skipped",
      unsupported: "failure skipped skipped",
      nonstrict: "passed passed passed",
      pass: "passed passed passed",
    })
  })

  test.each([2, 3, 4, 5, 130])("a run of exit %i is not all green", (exit) => {
    const xml = junit(exampleRecord({ exit, requirements: [exampleRow("a/b", "pass", "met")] }))
    expect(xml).toMatch(
      /<testsuites name="poolproof here" tests="\d+" (?:failures="[1-9]|failures="0" errors="[1-9])/,
    )
  })

  test("a requirement without a case is there", () => {
    expect(
      junit(exampleRecord({ requirements: [exampleRow("a/b", "skipped", "unexpected", { cases: [] })] })),
    ).toContain('message="skipped: no case judged it"')
  })
})
