import { isDeepStrictEqual } from "node:util"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { valid } from "../../src/model/arbitrary.ts"
import {
  type Breakable,
  type BreakableRule,
  boundary,
  breakableRules,
  broken,
  inseparable,
} from "../../src/model/arbitrary-broken.ts"
import { closure } from "../../src/model/closure.ts"
import { judge, type Violation } from "../../src/model/judge.ts"
import { loadModel, type ServiceModel, type Shape } from "../../src/model/model.ts"
import { memberAt, parentOf } from "../../src/model/path.ts"
import { compilePattern } from "../../src/model/pattern.ts"

const MODELS = [loadModel("cognito-idp"), loadModel("cognito-identity"), loadModel("sts")]
const NAMES = new Map(
  MODELS.flatMap(({ shapes }) => Object.entries(shapes).map(([name, shape]) => [shape, name])),
)
const SEED = 20_260_921

const inputsOf = ({ operations }: ServiceModel) => Object.values(operations).map(({ input }) => input)
const reachedBy = (model: ServiceModel) => closure(model.shapes, inputsOf(model))
const samples = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) =>
  fc.sample(arbitrary, { seed: SEED, numRuns })

/** A violation in the words of `breakableRules`. */
function asBroken({ path, rule, message }: Violation): string {
  return message.startsWith("has a key") ? `${parentOf(path)} key-${rule}` : `${path} ${rule}`
}

/** Why a value is not broken as `breakable` has it: `undefined` if it is, in that way and no other. */
function flaw(model: ServiceModel, shapeName: string, { path, rule }: Breakable, value: unknown) {
  const member = memberAt(model, shapeName, path)!
  const found = [...new Set(judge(model, shapeName, value).map(asBroken))].sort()
  const wanted = [rule, ...companions(model, member, rule)].map((r) => `${path} ${r.split(":")[0]}`).sort()
  return isDeepStrictEqual(found, wanted) ? undefined : { path, rule, found, value }
}

function companions(model: ServiceModel, member: Shape, rule: BreakableRule): BreakableRule[] {
  return inseparable(model, NAMES.get(member)!).flatMap(([one, other]) => (one === rule ? other : []))
}

describe.each(MODELS.map((model) => [model.service, model] as const))("%s", (_, model) => {
  test("valid values of every shape have nothing to be blamed for, and survive JSON", () => {
    for (const shape of Object.keys(model.shapes)) {
      for (const value of samples(valid(model, shape), 20)) {
        expect(judge(model, shape, value), `${shape} ${JSON.stringify(value)}`).toEqual([])
        expect(JSON.parse(JSON.stringify(value))).toEqual(value)
      }
    }
  })

  test("valid inputs of only what is required have only that, all the way down", () => {
    for (const shape of inputsOf(model)) {
      const { required = [] } = model.shapes[shape]!
      for (const value of samples(valid(model, shape, { optional: false }), 3)) {
        expect(Object.keys(value as object).sort()).toEqual([...required].sort())
        expect(judge(model, shape, value)).toEqual([])
      }
    }
  })

  test("every rule of every input can be broken alone, but for inseparable pairs", () => {
    const flaws = breakablesOf(model).flatMap(([shape, { path, rule }]) =>
      samples(broken(model, shape, path, rule, { optional: false }), 2).map((value) =>
        flaw(model, shape, { path, rule }, value),
      ),
    )
    expect(flaws.filter((it) => it)).toEqual([])
  })

  test("every rule of every input can be kept only just", () => {
    for (const [shape, { path, rule }] of breakablesOf(model)) {
      const [value] = samples(boundary(model, shape, path, rule, { optional: false }), 1)
      expect(judge(model, shape, value), `${shape} ${path} ${rule}`).toEqual([])
    }
  })

  test("a value of every shape that an input reaches breaks a rule of its own, optional members or not", () => {
    for (const shape of reachedBy(model)) {
      for (const { path, rule } of breakableRules(model, shape).filter((it) => it.path === "")) {
        for (const value of samples(broken(model, shape, path, rule), 10)) {
          expect(flaw(model, shape, { path, rule }, value)).toBeUndefined()
        }
      }
    }
  })

  test("shrinking keeps the law, and comes to an end", () => {
    const all = breakablesOf(model)
    for (const at of samples(fc.nat({ max: all.length - 1 }), 60)) {
      const [shape, { path, rule }] = all[at]!
      for (const value of shrunk(broken(model, shape, path, rule))) {
        expect(flaw(model, shape, { path, rule }, value)).toBeUndefined()
      }
      for (const value of shrunk(boundary(model, shape, path, rule))) {
        expect(judge(model, shape, value)).toEqual([])
      }
    }
  })

  test("the same seed makes the same values", () => {
    for (const [shape, { path, rule }] of breakablesOf(model).filter((_, index) => index % 50 === 0)) {
      const once = () => samples(broken(model, shape, path, rule), 2)
      expect(once()).toEqual(once())
    }
  })
})

test("nothing that can be broken is left out", () => {
  for (const model of MODELS) {
    for (const name of reachedBy(model)) {
      const { type, required = [], min, max, enum: choices, pattern, document } = model.shapes[name]!
      const number = type === "integer" || type === "long"
      const wanted = [
        ...required.map((member) => `${member} required`),
        ...(number && min !== undefined ? [" min"] : []),
        ...(number && max !== undefined ? [" max"] : []),
        ...(!number && min ? [" min-length"] : []),
        ...(!number && max !== undefined ? [" max-length"] : []),
        // The one pattern that everything matches.
        ...(pattern && pattern !== "(?s).*" ? [" pattern"] : []),
        ...(choices ? [" enum"] : []),
      ]
      const rules = breakableRules(model, name)
      const own = rules.filter(({ path, rule }) =>
        rule === "required" ? parentOf(path) === "" : path === "",
      )
      const texts = own
        .map(({ path, rule }) => `${path} ${rule}`)
        .filter((text) => !/^ (type:|key-)/.test(text))
      expect(texts.sort(), name).toEqual(wanted.sort())
      expect(own.filter(({ rule }) => rule.startsWith("type:"))).toHaveLength(document ? 0 : 4)
    }
  }
})

test("bounds are broken by one, and kept exactly unless a pattern forbids it", () => {
  const inexact = new Set<string>()
  for (const model of MODELS) {
    for (const name of reachedBy(model)) {
      const shape = model.shapes[name]!
      for (const { path, rule } of breakableRules(model, name)) {
        if (path !== "" || !/^(min|max)/.test(rule)) continue
        const [bound, beyond] = rule.startsWith("min") ? [shape.min!, -1] : [shape.max!, 1]
        for (const value of samples(broken(model, name, "", rule), 3)) {
          expect(measure(shape, value), `${name} ${rule}`).toBe(bound + beyond)
        }
        for (const value of samples(boundary(model, name, "", rule), 3)) {
          if (measure(shape, value) !== bound) inexact.add(`${name} ${rule}`)
        }
      }
    }
  }
  expect([...inexact]).toMatchInlineSnapshot(`
    [
      "DeviceKeyType min-length",
      "ProviderNameTypeV2 min-length",
      "S3ArnType min-length",
      "UserImportJobIdType min-length",
      "UserPoolIdType min-length",
      "IdentityId min-length",
      "IdentityPoolId min-length",
      "RoleType min-length",
      "RoleType max-length",
    ]
  `)
})

test("the pairs that cannot be told apart", () => {
  const listed = MODELS.flatMap((model) =>
    reachedBy(model).flatMap((name) =>
      inseparable(model, name).map(([rule, other]) => ({
        name,
        pair: `${rule}, ${other}`,
        shape: model.shapes[name]!,
      })),
    ),
  )
  const emptyString = listed.filter(({ pair, shape }) => pair === "min-length, pattern" && shape.min === 1)
  for (const { shape } of emptyString) expect(compilePattern(shape.pattern!).test("")).toBe(false)
  const others = listed.filter((it) => !emptyString.includes(it)).map(({ name, pair }) => `${name}: ${pair}`)
  expect(others).toMatchInlineSnapshot(`
    [
      "DomainType: max-length, pattern",
      "EmailMfaMessageType: min-length, pattern",
      "EmailVerificationMessageByLinkType: min-length, pattern",
      "EmailVerificationMessageType: min-length, pattern",
      "LinksType: max-length, key-pattern",
      "S3ArnType: min-length, pattern",
      "SmsVerificationMessageType: min-length, pattern",
      "RoleType: max-length, pattern",
      "RolesMap: max-length, key-pattern",
      "RolesMap: key-min-length, key-pattern",
      "RolesMap: key-max-length, key-pattern",
    ]
  `)
})

/** What a shape's bounds are about. */
function measure({ type }: Shape, value: unknown): number {
  if (type === "blob") return Buffer.from(value as string, "base64").length
  if (typeof value === "string") return [...value].length
  return typeof value === "number" ? value : Object.keys(value as object).length
}

function breakablesOf(model: ServiceModel): [shape: string, Breakable][] {
  return inputsOf(model).flatMap((shape) =>
    breakableRules(model, shape).map((breakable): [string, Breakable] => [shape, breakable]),
  )
}

/** All that fast-check comes by when it shrinks a value on which a property fails, and on most of its smaller ones. */
function shrunk(arbitrary: fc.Arbitrary<unknown>): unknown[] {
  const seen: unknown[] = []
  const failing = fc.property(arbitrary, (value) => {
    seen.push(value)
    return seen.length > 1 && fc.hash(JSON.stringify(value)) % 3 === 0
  })
  const { interrupted } = fc.check(failing, { seed: SEED, numRuns: 1, interruptAfterTimeLimit: 5000 })
  expect(interrupted).toBe(false)
  return seen
}
