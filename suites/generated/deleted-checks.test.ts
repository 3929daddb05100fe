import { randomInt } from "node:crypto"
import fc from "fast-check"
import { afterAll, expect, test } from "vitest"
import { identityOperations } from "../../reference/identity/index.ts"
import { userPoolOperations } from "../../reference/userpool/index.ts"
import { type BreakableRule, breakableRules, inseparable } from "../../src/model/arbitrary-broken.ts"
import { loadModel } from "../../src/model/model.ts"
import { memberAt } from "../../src/model/path.ts"
import { requirementOf } from "../../src/scenario/generated/constraints.ts"
import { newFolder, poolproof, recordIn, tidy } from "../cli/command.test-kit.ts"
import { type Check, serveWithout } from "./without-checks.test-kit.ts"

afterAll(tidy)

const SERVICES = [
  { service: "cognito-idp", prefix: "idp", operations: userPoolOperations },
  { service: "cognito-identity", prefix: "identity", operations: identityOperations },
] as const

/** Every check that the reference's validator makes; where it checks another pattern than the model's, not that (DIR-121). */
const checks = SERVICES.flatMap(({ service, operations }) => {
  const model = loadModel(service)
  return Object.keys(operations).map((operation) => {
    const { input } = model.operations[operation]!
    return breakableRules(model, input).flatMap(({ path, rule }): Check[] => {
      const isPassword = path !== "" && memberAt(model, input, path) === model.shapes.PasswordType
      return rule.startsWith("type:") || isPassword ? [] : [{ service, operation, path, rule }]
    })
  })
}).filter((ofOperation) => ofOperation.length > 0)

const qualified = ({ service, operation }: Check) =>
  `${SERVICES.find((known) => known.service === service)!.prefix}.${operation}`

/** The row of a check, and those of rules that no value can break without it. */
function rowsOf(check: Check): { own: string; allowed: string[] } {
  const { service, operation, path, rule } = check
  const model = loadModel(service)
  const shape = memberAt(model, model.operations[operation]!.input, path)!
  const name = Object.keys(model.shapes).find((known) => model.shapes[known] === shape)!
  const probed = { qualifiedName: qualified(check), model, input: model.operations[operation]!.input }
  const row = (of: BreakableRule) => requirementOf(probed, { path, rule: of })
  const partners = inseparable(model, name).flatMap((pair) => (pair.includes(rule) ? pair : []))
  // Two checks in one message are one when the other is gone.
  const several = `generated.${qualified(check)}/body.several-violations`
  return { own: row(rule), allowed: [...partners.map(row), row(rule), several] }
}

test("a check that is deleted turns its row red, and no other but inseparable ones", {
  timeout: 120_000,
}, async () => {
  const seed = Number(process.env.LOT ?? randomInt(2 ** 31))
  const [operations] = fc.sample(fc.shuffledSubarray(checks, { minLength: 20, maxLength: 20 }), {
    seed,
    numRuns: 1,
  })
  const lot = operations!.map(
    (of, i) => fc.sample(fc.constantFrom(...of), { seed: seed + i, numRuns: 1 })[0]!,
  )
  const endpoint = await serveWithout(lot)
  const cwd = newFolder()
  const named = lot.flatMap((check) => ["--scenario", `generated/${qualified(check)}`])
  const { text } = await poolproof(["run", "--endpoint", endpoint, ...named, "--seed", String(seed)], { cwd })
  const red = recordIn(cwd).requirements.filter(
    ({ id, verdict }) => id.startsWith("generated.") && verdict !== "pass",
  )
  const ids = red.map(({ id }) => id)
  const rows = lot.map(rowsOf)
  const allowed = rows.flatMap((of) => of.allowed)
  expect(
    {
      unnoticed: rows.map(({ own }) => own).filter((id) => !ids.includes(id)),
      overreaching: ids.filter((id) => !allowed.includes(id)),
    },
    `LOT=${seed} draws it again\n${text.slice(-2000)}`,
  ).toEqual({ unnoticed: [], overreaching: [] })
})
