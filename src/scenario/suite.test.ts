import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { addDocument, emptySuite, findRequirement, listOf, loadSuite } from "./suite.ts"

const REGISTER = `
poolproof: 1
kind: Requirements
area: demo
requirements:
  works: { says: A., strength: must, level: core, evidence: observed, facts: [ABC-001] }
  status: { says: A., strength: must, level: core, evidence: observed, facts: [ABC-001], per: operation }
`
const SCENARIO = `
poolproof: 1
id: demo.works
title: It works
proves: [demo/works]
steps: [{ check: 1, is: 1 }]
finally: [{ check: 2, is: 2 }]
property: { runs: 1, given: {}, steps: [{ check: 3, is: 3 }] }
`
const MODEL = `
poolproof: 1
kind: Model
id: models/demo
state: { status: off }
commands:
  switch: { do: { check: 1, is: 1 }, table: [{ from: off, to: on }] }
`

test("documents lie where they like, and are named as they are reached", () => {
  const folder = mkdtempSync(join(tmpdir(), "suite-"))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, "a/b"), { recursive: true })
  writeFileSync(join(folder, "a/b/works.yaml"), SCENARIO)
  writeFileSync(join(folder, "register.yml"), REGISTER)
  writeFileSync(join(folder, "model.yaml"), MODEL)
  writeFileSync(join(folder, "notes.txt"), "not a document")
  const suite = loadSuite([folder])
  expect(suite.problems).toEqual([])
  expect([...suite.scenarios.keys(), ...suite.models.keys(), ...suite.requirements.keys()]).toEqual([
    "demo.works",
    "models/demo",
    "demo/works",
    "demo.status",
  ])
  expect(suite.scenarios.get("demo.works")?.source.file).toBe(join(folder, "a/b/works.yaml"))
})

test("steps, clean-up and a property's steps are dispatched", () => {
  const suite = emptySuite("x")
  addDocument(suite, "x.yaml", SCENARIO)
  const { steps, finally: last, property } = suite.scenarios.get("demo.works")!
  expect([...steps, ...last, ...property!.steps].map(({ verb, path }) => [verb, ...path])).toEqual([
    ["check", "steps", 0],
    ["check", "finally", 0],
    ["check", "property", "steps", 0],
  ])
})

test("a state model's rows know their places, and commands weigh 1", () => {
  const suite = emptySuite("x")
  addDocument(suite, "x.yaml", MODEL)
  const { weight, table } = suite.models.get("models/demo")!.commands.switch!
  expect([weight, table[0]?.path]).toEqual([1, ["commands", "switch", "table", 0]])
})

test("a document that cannot be read is a problem, and no part of the suite", () => {
  const suite = emptySuite("x")
  addDocument(suite, "a.yaml", SCENARIO.replace("check: 2", "chek: 2"))
  addDocument(suite, "b.yaml", SCENARIO.replace("title:", "titel:"))
  addDocument(suite, "c.yaml", SCENARIO.replace("poolproof: 1", "poolproof: 1\nkind: toString"))
  expect(suite.scenarios.size).toBe(0)
  expect(suite.problems.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    "a.yaml PP120",
    "b.yaml PP111",
    "b.yaml PP110",
    "c.yaml PP113",
  ])
})

test("an id means one thing", () => {
  const suite = emptySuite("x")
  const PROFILES = "poolproof: 1\nkind: Profiles\nprofiles: { core: { says: A., includes: ['**'] } }\n"
  for (const [i, text] of [
    SCENARIO,
    SCENARIO,
    REGISTER,
    REGISTER,
    MODEL,
    MODEL,
    PROFILES,
    PROFILES,
  ].entries())
    addDocument(suite, `${i}.yaml`, text)
  expect(suite.problems.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    "1.yaml PP012",
    "3.yaml PP012",
    "3.yaml PP012",
    "5.yaml PP012",
    "7.yaml PP012",
  ])
})

test("a wire rule stands for one requirement per operation", () => {
  const suite = emptySuite("x")
  addDocument(suite, "x.yaml", REGISTER)
  expect(findRequirement(suite, "demo.status/idp.SignUp")?.id).toBe("demo.status")
  expect(findRequirement(suite, "demo/works")?.id).toBe("demo/works")
  expect(findRequirement(suite, "demo/works/idp.SignUp")).toBeUndefined()
  expect(findRequirement(suite, "nothing")).toBeUndefined()
})

test("one or many", () => {
  expect([listOf(undefined), listOf("a"), listOf(["a", "b"])]).toEqual([[], ["a"], ["a", "b"]])
})
