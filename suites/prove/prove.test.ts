import { afterAll, beforeAll, expect, test } from "vitest"
import { findSuite } from "../../src/cli/find-suite.ts"
import { findTarget } from "../../src/cli/find-target.ts"
import { Session } from "../../src/cli/session.ts"
import { prove } from "../../src/run/prove.ts"
import { Bench } from "../../src/run/prove-bench.ts"
import { planRun } from "../../src/scenario/plan.ts"
import { baselineOf, judgeFault, outcomesOf } from "../../src/verdict/judge-fault.ts"

const { signal } = new AbortController()
const suite = findSuite()
const options = {
  suite,
  seed: 1,
  signal,
  open: () => Session.open(findTarget("reference", undefined), { signal }),
}
const bench = new Bench(options)
beforeAll(() => bench.opened())
afterAll(() => bench.close())

const fault = "code-redeemed-twice"
const ask = (faults: string[], requirements: string[] = []) =>
  prove({ ...options, faults, requirements, jobs: 1, onBaseline: () => {}, onFault: () => {} })

test("a fault is killed by what it names and disturbs nothing else", async () => {
  const proof = await ask([fault])
  expect(proof, JSON.stringify(proof, undefined, 1)).toMatchObject({
    faults: 1,
    killed: 1,
    survivors: [],
    unkilled: [],
    overreaching: [],
  })
  expect(proof.matrix[0]!.cases).toBeLessThan(
    planRun(suite, { requirements: [], scenarios: [] }).cases.length / 2,
  )
})

test("a fault that names something else survives, and overreaches", async () => {
  const { cases } = planRun(suite, { requirements: [], scenarios: ["sign-up.**"] })
  const baseline = baselineOf(outcomesOf((await bench.run(cases)).results))
  const { results } = await bench.run(cases, { faults: [fault] })
  const [named] = (await bench.list()).faults.find(({ name }) => name === fault)!.breaks
  const { named: judged, overreach } = judgeFault(
    ["idp.sign-up/duplicate-user"],
    outcomesOf(results),
    baseline,
    suite,
  )
  expect(judged).toEqual([{ requirement: "idp.sign-up/duplicate-user", red: false, why: "it passes" }])
  expect(new Set(overreach.map(({ requirement }) => requirement))).toEqual(new Set([named]))
})

test("no fault is left on, and a bench whose endpoint was closed has another", async () => {
  const { cases } = planRun(suite, { requirements: [], scenarios: ["sign-up.**"] })
  await bench.run(cases.slice(0, 1), { faults: [fault] })
  await bench.close()
  const { results, dead } = await bench.run(cases.slice(0, 4))
  expect(dead).toBeUndefined()
  expect(results.map(({ verdict }) => verdict)).toEqual(["pass", "pass", "pass", "pass"])
})

test("no such fault is wrong usage", async () => {
  await expect(ask(["no-such-fault"])).rejects.toMatchObject({ exitCode: 2 })
})
