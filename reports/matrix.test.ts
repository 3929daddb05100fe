import { expect, test } from "vitest"
import { exampleRecord, exampleRow } from "./example-record.test-data.ts"
import { matrixOf, tally } from "./matrix.ts"
import { matrixHtml } from "./matrix-html.ts"
import { matrixMarkdown } from "./matrix-markdown.ts"

const area = "idp.confirm-sign-up"
const NASTY = `<img src=x onerror=alert(1)> | \`code\` [a](javascript:b) \n## x \x1b[31m & "q" 'r' </script>`

const there = exampleRecord({
  profile: undefined,
  exit: 0,
  seed: 7,
  startedAt: "2026-06-02T10:00:00.000Z",
  target: {
    name: "there",
    file: "targets/there.yaml",
    started: true,
    endpoint: "http://127.0.0.1:4566",
    fingerprint: "sha256:1",
  },
  judged: { met: 3, expected: 1, unexpected: 0, open: 0 },
  requirements: [
    exampleRow(`${area}/code-lifetime`, "pass", "met", { level: "extended" }),
    exampleRow(`${area}/code-mismatch`, "flaky", "expected", {
      expected: { by: "there-1", reason: "Codes are mixed up.", issue: "https://example.org/1" },
    }),
    exampleRow(`${area}/confirms`, "pass", "met"),
    exampleRow(`${area}/message`, "pass", "met", { strength: "should" }),
    exampleRow("wire.request-id/idp.ConfirmSignUp", "pass", "met", {
      says: "Every answer has a request id.",
    }),
    exampleRow("wire.request-id/idp.SignUp", "pass", "met", { says: "Every answer has a request id." }),
  ],
})
const records = [exampleRecord(), there]
const link = (file: string) => (file.includes("there") ? undefined : `../${file}`)

test("a page of Markdown", async () => {
  await expect(matrixMarkdown(records, link)).toMatchFileSnapshot("__golden__/matrix.golden.md")
})

test("a page of HTML", async () => {
  await expect(matrixHtml(records, link)).toMatchFileSnapshot("__golden__/matrix.golden.html")
})

test("every requirement of any run has a row, in the order of ids, with a cell a run", () => {
  const { areas } = matrixOf(records)
  expect([...areas.keys()]).toEqual([area, "idp.groups", "wire.request-id"])
  const rows = [...areas.values()].flat()
  expect(
    rows.map(({ requirement, cells }) => [requirement.id, ...cells.map((cell) => cell?.verdict)]),
  ).toEqual([
    [`${area}/code-lifetime`, "unsupported", "pass"],
    [`${area}/code-mismatch`, "fail", "flaky"],
    [`${area}/confirms`, "pass", "pass"],
    [`${area}/message`, "nonstrict", "pass"],
    [`${area}/no-side-effect`, "blocked", undefined],
    ["idp.groups/creates", "fail", undefined],
    ["wire.request-id/idp.ConfirmSignUp", undefined, "pass"],
    ["wire.request-id/idp.SignUp", "fail", "pass"],
  ])
})

test("what is unsupported or could not be judged is neither met nor a deviation", () => {
  const cells = (
    ["pass", "nonstrict", "fail", "flaky", "unsupported", "blocked", "setup", "skipped"] as const
  ).map((verdict) => exampleRow("a/b", verdict, "open"))
  expect(tally([...cells, undefined, exampleRow("a/b", "fail", "open", { strength: "should" })])).toEqual({
    met: 2,
    deviating: 2,
    unsupported: 1,
    unjudged: 3,
  })
})

test.each([
  [{}, undefined],
  [{ profile: "core" }, "profile core"],
  [
    { filters: { requirement: ["idp.*/x"], scenario: ["sign-up.*"] } },
    "requirement idp.*/x, scenario sign-up.*",
  ],
  [{ exit: 130 }, "interrupted"],
  [{ exit: 3 }, "it broke down"],
])("a run of %o says in its column's head what is missing", (more, part) => {
  const record = { ...there, ...more }
  expect(matrixOf([record]).runs[0]!.part).toBe(part)
  const head = matrixMarkdown([record], link)
    .split("\n")
    .filter((line) => line.startsWith("| requirement |"))
  for (const line of head) expect(line.includes("(only ")).toBe(part !== undefined)
})

test("what targets and files say is text", () => {
  const nasty = exampleRecord({
    profile: NASTY,
    target: { ...exampleRecord().target, version: NASTY },
    requirements: [
      exampleRow("a/b", "fail", "expected", { says: NASTY, expected: { by: NASTY, reason: NASTY } }),
    ],
  })
  const html = matrixHtml([nasty], link)
  expect(html).not.toMatch(/<img|(?!\n)\p{Cc}/u)
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(html).not.toMatch(/(?:src|href)="(?!#|\.\.\/)/)
  const rows = matrixMarkdown([nasty], link)
    .split("\n")
    .filter((line) => line.includes("<code>b"))
  expect(rows).toHaveLength(1)
  expect(rows[0]!.replaceAll("\\|", "").match(/\|/g)).toHaveLength(3)
})
