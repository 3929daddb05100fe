import fc from "fast-check"
import { describe, expect, test } from "vitest"
import {
  arbitrary,
  DEFAULT_POLICY,
  GENERATOR_NAMES,
  type GeneratorSpec,
  generate,
  generatorProblem,
  type PasswordPolicy,
} from "./generate.ts"

const unique = { stamp: "r1c1" }
const SPECS: GeneratorSpec[] = [
  { gen: "user" },
  { gen: "password" },
  { gen: "password", violates: {} },
  { gen: "passwordPolicy" },
  { gen: "string", length: [0, 20], of: "unicode" },
  { gen: "username" },
  { gen: "email" },
  { gen: "phone" },
  { gen: "uuid" },
  { gen: "integer", min: 3, max: 9 },
  { gen: "boolean" },
  { gen: "oneOf", of: ["a", "b", "c"] },
  { gen: "name", prefix: "x" },
  { gen: "functionArn" },
]

test("every generator is tried here", () => {
  expect(new Set(SPECS.map(({ gen }) => gen))).toEqual(new Set(GENERATOR_NAMES))
  expect(SPECS.map(generatorProblem).filter(Boolean)).toEqual([])
})

describe("seeds", () => {
  test.each(SPECS)("$gen: the same seed and place give the same value", (spec) => {
    fc.assert(
      fc.property(fc.integer(), fc.string(), (seed, path) => {
        expect(generate(spec, seed, path, unique)).toEqual(generate(spec, seed, path, unique))
      }),
      { numRuns: 20 },
    )
  })

  test("another seed, another place, another stamp: another name", () => {
    const names = [
      generate({ gen: "name" }, 1, "a", unique),
      generate({ gen: "name" }, 2, "a", unique),
      generate({ gen: "name" }, 1, "b", unique),
      generate({ gen: "name" }, 1, "a", { stamp: "r2c1" }),
    ]
    expect(new Set(names).size).toBe(4)
  })

  test("values are the same on every machine", () => {
    expect(generate({ gen: "user" }, 42, "given/user", unique)).toMatchInlineSnapshot(`
      {
        "email": "ludwig-r1c1a2s449@example.com",
        "familyName": "Cronin",
        "givenName": "Ludwig",
        "name": "ludwig-r1c1a2s449",
        "password": "Zc1;C6VCW",
        "phone": "+14251863730",
      }
    `)
  })
})

/** The rules that a password breaks; written from DIR-003's words, not from the generator. */
function broken(password: string, policy: PasswordPolicy): string[] {
  const rules = { ...DEFAULT_POLICY, ...policy }
  const has = (regex: RegExp) => regex.test(password)
  const checks: [string, boolean][] = [
    ["length", [...password].length >= rules.MinimumLength],
    ["uppercase", !rules.RequireUppercase || has(/[A-Z]/)],
    ["lowercase", !rules.RequireLowercase || has(/[a-z]/)],
    ["number", !rules.RequireNumbers || has(/[0-9]/)],
    ["symbol", !rules.RequireSymbols || has(/[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/)],
  ]
  return checks.filter(([, kept]) => !kept).map(([name]) => name)
}

const policies = arbitrary({ gen: "passwordPolicy" }, unique) as fc.Arbitrary<PasswordPolicy>

describe("passwords", () => {
  const withPolicy = (option: "satisfies" | "violates") =>
    policies.chain((policy) =>
      fc.tuple(
        fc.constant(policy),
        arbitrary({ gen: "password", [option]: policy }, unique) as fc.Arbitrary<string>,
      ),
    )

  test("what satisfies a policy breaks none of its rules", () => {
    fc.assert(
      fc.property(withPolicy("satisfies"), ([policy, password]) => broken(password, policy).length === 0),
    )
  })

  test("what violates a policy breaks exactly one", () => {
    fc.assert(
      fc.property(withPolicy("violates"), ([policy, password]) => broken(password, policy).length === 1),
    )
  })

  test("every rule is broken by some", () => {
    const samples = fc.sample(arbitrary({ gen: "password", violates: {} }, unique), {
      numRuns: 200,
      seed: 1,
    }) as string[]
    expect(new Set(samples.flatMap((password) => broken(password, {})))).toEqual(
      new Set(["length", "uppercase", "lowercase", "number", "symbol"]),
    )
  })

  test("while shrinking they stay what they are", () => {
    const shrunk: string[][] = []
    fc.check(
      fc.property(arbitrary({ gen: "password", violates: {} }, unique), (password) => {
        shrunk.push(broken(password as string, {}))
        return false
      }),
      { seed: 7 },
    )
    expect(shrunk.length).toBeGreaterThan(5)
    expect(shrunk.every((rules) => rules.length === 1)).toBe(true)
  })

  test("a user's password satisfies the default policy, or the one it is given", () => {
    const strict = { MinimumLength: 30 }
    fc.assert(
      fc.property(
        arbitrary({ gen: "user" }, unique) as fc.Arbitrary<{ password: string }>,
        arbitrary({ gen: "user", policy: strict }, unique) as fc.Arbitrary<{ password: string }>,
        (plain, long) => {
          expect(broken(plain.password, {})).toEqual([])
          expect(broken(long.password, strict)).toEqual([])
        },
      ),
    )
  })
})

describe("forms", () => {
  const all = (spec: GeneratorSpec, holds: (value: never) => boolean) =>
    fc.assert(fc.property(arbitrary(spec, unique), (value) => holds(value as never)))

  test("strings have their length in code points, of their alphabet", () => {
    all({ gen: "string", length: 6, of: "digits" }, (text: string) => /^[0-9]{6}$/.test(text))
    all({ gen: "string", length: [2, 4], of: "hex" }, (text: string) => /^[0-9a-f]{2,4}$/.test(text))
    all({ gen: "string", length: 5, of: "unicode" }, (text: string) => [...text].length === 5)
  })
  test("a phone number is E.164", () => all({ gen: "phone" }, (text: string) => /^\+1425\d{7}$/.test(text)))
  test("names fit a pool's and a client's", () =>
    all(
      { gen: "name", prefix: "own" },
      (text: string) => /^[\w\s+=,.@-]{1,128}$/.test(text) && text.includes("r1c1"),
    ))
  test("a user's e-mail address is made of the user's name", () =>
    all(
      { gen: "user" },
      (user: { name: string; email: string }) => user.email === `${user.name}@example.com`,
    ))
  test("integers keep their bounds", () =>
    all({ gen: "integer", min: -2, max: 2 }, (n: number) => n >= -2 && n <= 2))
  test("a function's ARN is the target's", () => {
    const arn = generate({ gen: "functionArn" }, 1, "x", { ...unique, functionArn: (name) => `arn:${name}` })
    expect(arn).toMatch(/^arn:poolproof-r1c1-fn-[a-z0-9]{6}$/)
  })
})

test.each([
  [{ gen: "usr" }, "unknown generator `usr`"],
  [{ gen: "toString" }, "unknown generator `toString`"],
  [{ gen: "uuid", length: 3 }, "no option `length`"],
  [{ gen: "string", of: "toString" }, "unknown alphabet `toString`"],
  [{ gen: "string", length: "3" }, "`length` must be"],
  [{ gen: "string", length: [3, 2] }, "`length` must be"],
  [{ gen: "string", length: -1 }, "`length` must be"],
  [{ gen: "oneOf" }, "`of` must be a list"],
  [{ gen: "integer", min: 2, max: 1 }, "`min` and `max`"],
  [{ gen: "password", violates: {}, exactly: 2 }, "`exactly` can only be 1"],
] as const)("%j is refused", (spec, why) => {
  expect(generatorProblem(spec as unknown as GeneratorSpec)).toContain(why)
})
