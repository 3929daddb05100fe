import { afterAll, expect, test } from "vitest"
import { everyStep, operationsOfFlow } from "../../src/scenario/capabilities.ts"
import { loadSuite } from "../../src/scenario/suite.ts"
import { newFolder, poolproof, recordIn, tidy } from "../cli/command.test-kit.ts"

afterAll(tidy)

/** Every operation that some scenario calls. */
function called(): Set<string> {
  const suite = loadSuite(["scenarios"])
  return new Set(
    [...suite.scenarios.values()].flatMap((scenario) =>
      [...everyStep(scenario, suite)].flatMap(({ step }) => {
        switch (step.verb) {
          case "call":
            return [step.call]
          case "paginate":
            return [step.paginate]
          case "flow":
            return operationsOfFlow(step.flow)
          case "race":
            return [step.race.do].flat().map((contender) => (contender as { call: string }).call)
          default:
            return []
        }
      }),
    ),
  )
}

test("the reference passes every probe of the operations that it has", { timeout: 180_000 }, async () => {
  const cwd = newFolder()
  const { code, text } = await poolproof(["run", "reference", "--scenario", "generated/*"], { cwd })
  const { requirements, cases } = recordIn(cwd)
  const deviating = requirements.filter(({ verdict }) => verdict !== "pass" && verdict !== "unsupported")
  expect(
    deviating.map(({ id, verdict }) => `${verdict} ${id}`),
    text.slice(-2000),
  ).toEqual([])
  expect(code).toBe(0)
  expect(cases).toHaveLength(132 + 23)
  const lacking = cases
    .filter(({ verdict }) => verdict === "unsupported")
    .map(({ id }) => id.slice("generated/".length))
  expect(lacking.filter((operation) => called().has(operation))).toEqual([])
})

test("a run that does not name them has none", async () => {
  const { stdout } = await poolproof(["list"])
  expect(stdout).not.toContain("generated/")
})

test("a probe's operation is replayed by its token", { timeout: 60_000 }, async () => {
  const cwd = newFolder()
  const { code, text } = await poolproof(
    ["replay", "generated/idp.ForgetDevice:7", "--target", "reference"],
    { cwd },
  )
  expect(code, text).toBe(0)
})
