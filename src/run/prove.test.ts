import { expect, test } from "vitest"
import type { PlannedCase } from "../scenario/plan.ts"
import { exampleSuite, planned } from "../verdict/example-run.test-data.ts"
import { touchedBy } from "./prove.ts"

const suite = exampleSuite()
const needing = (id: string, requirement: string, ...needs: string[]): PlannedCase => ({
  ...planned(suite, id, [requirement]),
  needs,
})
const cases = [
  needing("s[1]", "a/must", "op.idp.SignUp", "inbox"),
  needing("s[2]", "a/should", "op.idp.SignUp", "op.idp.ConfirmSignUp"),
  needing("t", "a/may", "op.idp.GetUser"),
]
const consulted = { codeMatches: ["idp.ConfirmSignUp"], claims: ["*"], unheard: [] }
const touched = (replaces: string[], breaks: string[] = []) =>
  touchedBy({ name: "f", says: "", breaks, replaces }, cases, consulted).map(({ id }) => id)

test("a fault touches who calls what it replaces, or an operation that consults it", () => {
  expect(touched(["idp.SignUp"])).toEqual(["s[1]", "s[2]"])
  expect(touched(["policies.codeMatches"])).toEqual(["s[2]"])
  expect(touched(["policies.unheard", "idp.Unknown"])).toEqual([])
})

test("a fault touches who proves what it names", () => {
  expect(touched([], ["a/may"])).toEqual(["t"])
})

test("a fault in what is consulted outside of every operation touches all", () => {
  expect(touched(["policies.claims"])).toHaveLength(3)
})
