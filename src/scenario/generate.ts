import { createHash } from "node:crypto"
import { base, en, Faker } from "@faker-js/faker"
import fc from "fast-check"

/** Generators by name; `{ gen: NAME, …options }` in a document. Options may hold references, resolved before. */
export type GeneratorSpec = { gen: string } & Record<string, unknown>

/** What makes values differ between runs and cases, and what names are made unique with. */
export interface Uniqueness {
  /** Part of every generated name, so that no two runs or cases meet: a few lower-case characters. */
  stamp: string
  /** The ARN that the target's Lambda adapter gives a function name. */
  functionArn?(name: string): string
}

export interface PasswordPolicy {
  MinimumLength?: number
  RequireUppercase?: boolean
  RequireLowercase?: boolean
  RequireNumbers?: boolean
  RequireSymbols?: boolean
}

type Make = (spec: GeneratorSpec, unique: Uniqueness) => fc.Arbitrary<unknown>

/** The default of CreateUserPool (DIR-003). */
export const DEFAULT_POLICY: Required<PasswordPolicy> = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
}

const CLASSES = {
  RequireUppercase: "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  RequireLowercase: "abcdefghijklmnopqrstuvwxyz",
  RequireNumbers: "0123456789",
  RequireSymbols: "^$*.[]{}()?!@#%&/,><':;|_~`=+-",
} as const
type ClassName = keyof typeof CLASSES
const CLASS_NAMES = Object.keys(CLASSES) as ClassName[]

const ALPHABETS: Record<string, string> = {
  letters: CLASSES.RequireUppercase + CLASSES.RequireLowercase,
  digits: CLASSES.RequireNumbers,
  hex: "0123456789abcdef",
  ascii: Object.values(CLASSES).join(""),
  unicode: "aéßñøłЖкяאבعغ中文字日本語한국ก😀𝄞",
}

const word = (alphabet: string, minLength: number, maxLength: number) => {
  const chars = [...alphabet]
  return fc
    .array(fc.nat(chars.length - 1), { minLength, maxLength })
    .map((picks) => picks.map((i) => chars[i]).join(""))
}
const person = fc.noShrink(fc.nat()).map((seed) => {
  const faker = new Faker({ locale: [en, base], seed })
  return { givenName: faker.person.firstName(), familyName: faker.person.lastName() }
})
const tag = word("abcdefghijklmnopqrstuvwxyz0123456789", 6, 6)
const phone = word("0123456789", 7, 7).map((digits) => `+1425${digits}`)
const ascii = (name: string) => name.toLowerCase().replaceAll(/[^a-z]/g, "")

const GENERATORS: Record<string, { options: readonly string[]; make: Make }> = {
  user: {
    options: ["policy"],
    make: (spec, { stamp }) =>
      fc
        .record({ person, tag, phone, password: passwordThat(spec.policy) })
        .map(({ person: { givenName, familyName }, tag, phone, password }) => {
          const name = `${ascii(givenName)}-${stamp}${tag}`
          return { name, email: `${name}@example.com`, phone, givenName, familyName, password }
        }),
  },
  password: {
    options: ["satisfies", "violates", "exactly"],
    make: (spec) =>
      spec.violates ? passwordAgainst(spec.violates as PasswordPolicy) : passwordThat(spec.satisfies),
  },
  passwordPolicy: {
    options: [],
    make: () =>
      fc.record({
        MinimumLength: fc.integer({ min: 6, max: 30 }),
        RequireUppercase: fc.boolean(),
        RequireLowercase: fc.boolean(),
        RequireNumbers: fc.boolean(),
        RequireSymbols: fc.boolean(),
      }),
  },
  string: {
    options: ["length", "of"],
    make: (spec) => {
      const [min, max] = Array.isArray(spec.length)
        ? (spec.length as [number, number])
        : [Number(spec.length ?? 12), Number(spec.length ?? 12)]
      return word(ALPHABETS[String(spec.of ?? "letters")]!, min, max)
    },
  },
  username: {
    options: [],
    make: (_, { stamp }) =>
      fc.record({ person, tag }).map(({ person, tag }) => `${ascii(person.givenName)}-${stamp}${tag}`),
  },
  email: {
    options: [],
    make: (_, { stamp }) =>
      fc
        .record({ person, tag })
        .map(({ person, tag }) => `${ascii(person.givenName)}-${stamp}${tag}@example.com`),
  },
  phone: { options: [], make: () => phone },
  uuid: { options: [], make: () => fc.uuid() },
  integer: {
    options: ["min", "max"],
    make: (spec) => fc.integer({ min: Number(spec.min ?? 0), max: Number(spec.max ?? 1_000_000) }),
  },
  boolean: { options: [], make: () => fc.boolean() },
  oneOf: { options: ["of"], make: (spec) => fc.constantFrom(...(spec.of as unknown[])) },
  name: {
    options: ["prefix"],
    make: (spec, { stamp }) => tag.map((t) => `poolproof-${stamp}-${spec.prefix ?? "x"}-${t}`),
  },
  functionArn: {
    options: ["prefix"],
    make: (spec, { stamp, functionArn }) =>
      tag.map((t) => (functionArn ?? ((name) => name))(`poolproof-${stamp}-${spec.prefix ?? "fn"}-${t}`)),
  },
}
export const GENERATOR_NAMES = Object.keys(GENERATORS)

/** Whether a value of a document is a call of a generator. */
export function isGenerator(value: unknown): value is GeneratorSpec {
  return typeof value === "object" && value !== null && typeof (value as { gen?: unknown }).gen === "string"
}

/** What is wrong with a generator's spec, or nothing; after `; ` the way out. Options that hold references are not judged. */
export function generatorProblem(spec: GeneratorSpec): string | undefined {
  const { gen, ...options } = spec
  if (!Object.hasOwn(GENERATORS, gen))
    return `unknown generator \`${gen}\`; generators: ${GENERATOR_NAMES.join(", ")}`
  const known = GENERATORS[gen]!.options
  const unknown = Object.keys(options).find((key) => !known.includes(key))
  if (unknown)
    return `the generator \`${gen}\` has no option \`${unknown}\`; ${known.length ? `options: ${known.join(", ")}` : "it has none"}`
  if (JSON.stringify(options).includes("${")) return undefined
  const { of, length, min = 0, max = 1_000_000, exactly = 1 } = options
  if (gen === "string" && of !== undefined && !(typeof of === "string" && Object.hasOwn(ALPHABETS, of)))
    return `unknown alphabet \`${String(of)}\`; alphabets: ${Object.keys(ALPHABETS).join(", ")}`
  if (gen === "string" && length !== undefined && !isLength(length))
    return "the option `length` must be a whole number or a list of two, the smaller first"
  if (gen === "oneOf" && !(Array.isArray(of) && of.length > 0))
    return "the option `of` must be a list with something in it"
  if (
    gen === "integer" &&
    !(Number.isInteger(min) && Number.isInteger(max) && (min as number) <= (max as number))
  )
    return "the options `min` and `max` must be whole numbers, the smaller first"
  if (exactly !== 1) return "the option `exactly` can only be 1; leave it out"
  return undefined
}

function isLength(length: unknown): boolean {
  const [min, max] = Array.isArray(length) ? length : [length, length]
  const pair = !Array.isArray(length) || length.length === 2
  return pair && Number.isInteger(min) && Number.isInteger(max) && min >= 0 && min <= max
}

/** The fast-check arbitrary of a spec that `generatorProblem` has nothing against. */
export function arbitrary(spec: GeneratorSpec, unique: Uniqueness): fc.Arbitrary<unknown> {
  return GENERATORS[spec.gen]!.make(spec, unique)
}

/** One value of a generator; the same for the same seed and path, on every machine. */
export function generate(spec: GeneratorSpec, seed: number, path: string, unique: Uniqueness): unknown {
  return fc.sample(arbitrary(spec, unique), { seed: seedOf(seed, path), numRuns: 1 })[0]
}

/** A 32-bit seed for one place of one run. */
export function seedOf(seed: number, path: string): number {
  return createHash("sha256").update(`${seed}\0${path}`).digest().readInt32BE(0)
}

function passwordThat(policy: unknown): fc.Arbitrary<string> {
  const { MinimumLength, ...rules } = { ...DEFAULT_POLICY, ...(policy as PasswordPolicy | undefined) }
  const required = CLASS_NAMES.filter((name) => rules[name])
  return passwordOf(required, ALPHABETS.letters + CLASSES.RequireNumbers, MinimumLength, MinimumLength + 8)
}

/** A password that breaks exactly one rule of the policy: one character too short, or one class missing. */
function passwordAgainst(policy: PasswordPolicy): fc.Arbitrary<string> {
  const { MinimumLength, ...rules } = { ...DEFAULT_POLICY, ...policy }
  const required = CLASS_NAMES.filter((name) => rules[name])
  const tooShort = passwordOf(required, CLASSES.RequireLowercase, MinimumLength - 1, MinimumLength - 1)
  const withoutOne = required.map((missing) => {
    const filler = CLASS_NAMES.filter((name) => name !== missing && name !== "RequireSymbols").map(
      (name) => CLASSES[name],
    )
    const others = required.filter((name) => name !== missing)
    return passwordOf(others, filler.join(""), MinimumLength, MinimumLength + 8)
  })
  return fc.oneof(tooShort, ...withoutOne)
}

/** One character of each class, filled up to a length. */
function passwordOf(
  classes: readonly ClassName[],
  filler: string,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<string> {
  const must = fc.tuple(...classes.map((name) => word(CLASSES[name], 1, 1)))
  const rest = word(filler, minLength - classes.length, maxLength - classes.length)
  return fc.tuple(must, rest).map(([head, tail]) => head.join("") + tail)
}
