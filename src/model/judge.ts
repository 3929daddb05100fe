import { join } from "./path.ts"
import { compilePattern } from "./pattern.ts"
import type { ServiceModel, Shape, ShapeType } from "./types.ts"

/** Which of a shape's constraints a value breaks. */
export type Rule =
  | "type"
  | "required"
  | "min-length"
  | "max-length"
  | "min"
  | "max"
  | "pattern"
  | "enum"
  | "unknown-member"

/** What authors write after the dot of `invalid: Username.length`; `unknown-member` is only ever reported. */
export type RuleFamily = "required" | "length" | "pattern" | "range" | "enum" | "type" | "unknown-member"

/** One constraint that a value breaks. Its message never holds the value, which may be a secret. */
export type Violation = {
  /** `UserAttributes[0].Name`, `Logins["accounts.google.com"]`; empty for the value itself. */
  readonly path: string
  readonly rule: Rule
  /** The name of the shape whose constraint it is. */
  readonly shape: string
  /** Reads on from the path: `Username` … `is required`. */
  readonly message: string
}

type Breach = readonly [rule: Rule, message: string]
type JsonObject = Readonly<Record<string, unknown>>

const MOST_VIOLATIONS = 50
// In UTF-16 code units. One of the patterns backtracks in cubic time: half a second for this length, minutes for its maximum.
const LONGEST_MATCHED = 4096

/** The family that authors know a rule by. */
export function ruleFamily(rule: Rule): RuleFamily {
  switch (rule) {
    case "min-length":
    case "max-length":
      return "length"
    case "min":
    case "max":
      return "range"
    default:
      return rule
  }
}

/**
 * What is wrong with a JSON value by the API model: the first 50 violations, none if it is valid. The same for inputs,
 * outputs and errors (an error's body without its `__type`, which belongs to the protocol).
 *
 * On the wire a timestamp is a number of epoch seconds and a blob is base64. A string's length is counted in Unicode
 * code points, as Smithy's `length` trait has it; a blob's in decoded bytes, a list's and a map's in entries. A member
 * or map entry that is `null` is absent; a list entry must not be. Patterns are matched up to 4,096 UTF-16 code units.
 *
 * @example judge(loadModel("cognito-idp"), "VerifySoftwareTokenRequest", {})
 * // [{ path: "UserCode", rule: "required", shape: "VerifySoftwareTokenRequest", message: "is required" }]
 */
export function judge(model: ServiceModel, shapeName: string, value: unknown): Violation[] {
  const found: Violation[] = []
  for (const violation of violations(model, shapeName, value, "")) {
    found.push(violation)
    if (found.length === MOST_VIOLATIONS) break
  }
  return found
}

function* violations(model: ServiceModel, name: string, value: unknown, path: string): Generator<Violation> {
  const shape = model.shapes[name]!
  if (shape.document) return
  const type = TYPES[shape.type]
  if (!type.holds(value)) return yield { path, rule: "type", shape: name, message: `is not ${type.name}` }
  for (const [rule, message] of breaches(shape, value)) yield { path, rule, shape: name, message }

  if (shape.type === "list") {
    for (const [index, entry] of (value as unknown[]).entries()) {
      yield* violations(model, shape.member!.shape, entry, `${path}[${index}]`)
    }
  } else if (shape.type === "map") {
    for (const [key, entry] of present(value as JsonObject)) {
      const at = join(path, key)
      for (const wrong of violations(model, shape.key!.shape, key, at)) {
        yield { ...wrong, message: `has a key that ${wrong.message}` }
      }
      yield* violations(model, shape.value!.shape, entry, at)
    }
  } else if (shape.type === "structure") {
    const entries = new Map(present(value as JsonObject))
    for (const required of shape.required ?? []) {
      if (entries.has(required)) continue
      yield { path: join(path, required), rule: "required", shape: name, message: "is required" }
    }
    const members = new Map(Object.entries(shape.members ?? {}))
    for (const [key, entry] of entries) {
      const at = join(path, key)
      const member = members.get(key)
      if (member) yield* violations(model, member.shape, entry, at)
      else yield { path: at, rule: "unknown-member", shape: name, message: `is no member of ${name}` }
    }
  }
}

/** What a value of the right type breaks by itself, its members and entries aside. */
function* breaches(shape: Shape, value: unknown): Generator<Breach> {
  const { min = -Infinity, max = Infinity } = shape
  if (typeof value === "number") {
    if (value < min) yield ["min", `is less than ${min}`]
    if (value > max) yield ["max", `is greater than ${max}`]
    return
  }
  const [length, unit] = size(shape.type, value) ?? []
  if (length !== undefined) {
    if (length < min) yield ["min-length", `has ${length} ${unit}, at least ${min} needed`]
    if (length > max) yield ["max-length", `has ${length} ${unit}, at most ${max} allowed`]
  }
  if (typeof value !== "string") return
  if (
    shape.pattern !== undefined &&
    value.length <= LONGEST_MATCHED &&
    !compilePattern(shape.pattern).test(value)
  ) {
    yield ["pattern", `does not match ${shape.pattern}`]
  }
  if (shape.enum && !shape.enum.includes(value)) yield ["enum", `is none of ${shape.enum.join(", ")}`]
}

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value)

const TYPES: Readonly<Record<ShapeType, { name: string; holds: (value: unknown) => boolean }>> = {
  structure: { name: "an object", holds: isObject },
  map: { name: "an object", holds: isObject },
  list: { name: "a list", holds: Array.isArray },
  string: { name: "a string", holds: (value) => typeof value === "string" },
  blob: {
    name: "base64",
    holds: (value) => typeof value === "string" && decode(value).toString("base64") === value,
  },
  boolean: { name: "a boolean", holds: (value) => typeof value === "boolean" },
  integer: {
    name: "a whole number of 32 bits",
    holds: (value) => typeof value === "number" && (value | 0) === value,
  },
  long: { name: "a whole number", holds: Number.isInteger },
  timestamp: { name: "a number of epoch seconds", holds: Number.isFinite },
}

/** How long a value of the right type is, where `min` and `max` bound its length. */
function size(type: ShapeType, value: unknown): [length: number, unit: string] | undefined {
  switch (type) {
    case "string":
      return [codePoints(value as string), "characters"]
    case "blob":
      return [decode(value as string).length, "bytes"]
    case "list":
      return [(value as unknown[]).length, "entries"]
    case "map":
      return [present(value as JsonObject).length, "entries"]
    default:
      return undefined
  }
}

function decode(base64: string): Buffer {
  return Buffer.from(base64, "base64")
}

/** The members or entries that are not `null`. */
function present(value: JsonObject): [string, unknown][] {
  return Object.entries(value).filter(([, entry]) => entry !== null && entry !== undefined)
}

function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}
