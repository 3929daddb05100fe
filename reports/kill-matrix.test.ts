import { expect, test } from "vitest"
import type { FaultResult, Proof } from "../src/verdict/proof.ts"
import { faultLines, killMatrix, killMatrixPage } from "./kill-matrix.ts"

const fault = (name: string, more: Partial<FaultResult>): FaultResult => ({
  name,
  says: `${name} goes wrong | badly.`,
  breaks: [],
  named: [],
  overreach: [],
  dead: undefined,
  cases: 3,
  ms: 1200,
  ...more,
})
const disturbed = (id: string) => ({
  case: "s",
  requirement: id,
  verdict: "setup" as const,
  reason: "no \u001b[2J",
})
const matrix = [
  fault("killed", { named: [{ requirement: "a/one", red: true }] }),
  fault("survivor", { named: [{ requirement: "a/two", red: false, why: "it passes" }] }),
  fault("blunt", {
    named: [{ requirement: "a/one", red: true }],
    overreach: [disturbed("b/x"), disturbed("b/x")],
  }),
  fault("deadly", { named: [{ requirement: "a/one", red: true }], dead: "its process ended" }),
]
const proof: Proof = {
  faults: 4,
  killed: 3,
  survivors: ["survivor"],
  unkilled: ["a/three", "a/two", "wire.status"],
  overreaching: ["blunt", "deadly"],
  seconds: 12.34,
  failing: ["b/y"],
  matrix,
}

test("the matrix for a terminal", () => {
  const lines = killMatrix(proof).split("\n")
  expect(lines).toContain("survivor  ○ a/two")
  expect(lines.filter((line) => line.endsWith("✗ b/x"))).toHaveLength(1)
  expect(lines.slice(-9)).toEqual([
    "No fault kills",
    "  a  three, two",
    "  wire.status",
    "",
    "Not passing without a fault, so that nothing is proven of them",
    "  b  y",
    "",
    "3 of 4 faults killed, 1 survivor, 2 overreaching, 3 unkilled; 12.3 s",
    "",
  ])
})

test("the matrix as a page", () => {
  const lines = killMatrixPage(proof).split("\n")
  expect(lines).toContain("| `survivor` | survivor goes wrong \\| badly. | **○** `a/two` |")
  expect(lines).toContain("| `blunt` | blunt goes wrong \\| badly. | ● `a/one`<br>**✗** `b/x` |")
  expect(lines).toContain("- `wire.status`")
})

test("a fault on a line, with what is wrong with it", () => {
  expect(matrix.map((each) => faultLines(each))).toEqual([
    "killed  killed  (3 cases, 1.2 s)",
    "survived  survivor  (3 cases, 1.2 s)\n  unnoticed   a/two: it passes",
    `killed, overreaches  blunt  (3 cases, 1.2 s)${"\n  disturbed   b/x: setup in s, no \\u001b[2J".repeat(2)}`,
    "killed, overreaches  deadly  (3 cases, 1.2 s)\n  the endpoint died: its process ended",
  ])
})

test("colour is for terminals", () => {
  expect(killMatrix(proof)).not.toContain("\u001b")
  expect(killMatrix(proof, { color: true })).toContain("\u001b[32m●")
})
