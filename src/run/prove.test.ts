import { expect, test } from "vitest"
import type { PlannedCase } from "../scenario/plan.ts"
import { exampleSuite, planned } from "../verdict/example-run.test-data.ts"
import { batchesOf, touchedBy } from "./prove.ts"

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

test("a stream is touched only by who names what it proves", () => {
  const stream = needing("u", "a/rare", "op.idp.SignUp")
  stream.scenario = { ...stream.scenario, steps: [{ verb: "stream" } as never] }
  const of = (breaks: string[]) =>
    touchedBy({ name: "f", says: "", breaks, replaces: ["idp.SignUp"] }, [stream], {})
  expect(of(["a/must"])).toEqual([])
  expect(of(["a/rare"])).toEqual([stream])
})

const trial = (name: string, touches: number, replaces: string[], breaks = ["a/must"]) => ({
  fault: { name, says: "", breaks, replaces },
  touched: cases.slice(0, touches),
})
const batches = (...trials: ReturnType<typeof trial>[]) =>
  batchesOf(trials).map((batch) => batch.map(({ fault }) => fault.name))

test("faults that replace different parts are tried together, those of the same part are not", () => {
  expect(
    batches(
      trial("one", 1, ["idp.SignUp"]),
      trial("all", 3, ["idp.GetUser", "policies.claims"]),
      trial("two", 2, ["policies.claims"]),
      trial("none", 0, ["policies.codeMatches"]),
    ),
  ).toEqual([["all", "one", "none"], ["two"]])
})

test("a fault that names a whole area is tried alone, and a batch has an end", () => {
  expect(batches(trial("broad", 2, ["idp.SignUp"], ["a/*"]), trial("one", 1, ["idp.GetUser"]))).toEqual([
    ["broad"],
    ["one"],
  ])
  const many = Array.from({ length: 9 }, (_, part) => trial(`${part}`, 1, [`idp.${part}`]))
  expect(batches(...many).map(({ length }) => length)).toEqual([8, 1])
})
